// The claim's own part of its picture: the card of a source or an article.
(function () {
  "use strict";
  const { at, element, name, link, own } = picture;
  const MOST = 9;

  function line({ words, proofs, more }) {
    const made = element("li", name(words));
    proofs.forEach(([id, address], place) => made.append(place ? ", " : " ", link(id, address)));
    if (more) made.append(" and " + more + " more");
    return made;
  }

  own.show = function (node) {
    at("card-name").textContent = node ? node.name : "Nothing in the picture is called that";
    at("card-kind").textContent = node ? node.role : "";
    const told = node ? node.lines : [];
    at("card-lines").replaceChildren(...told.slice(0, MOST).map(line));
    if (told.length > MOST) at("card-lines").append(element("li", "and " + (told.length - MOST) + " more"));
  };

  own.dress = function (colour) {
    nodes.update(nodes.get({ filter: (node) => node.hollow || node.heavy }).map((node) => {
      const background = node.hollow ? colour("--sheet") : node.color.background;
      const border = node.heavy ? colour("--ink") : node.color.border;
      return { id: node.id, color: { background, border, highlight: { background, border: colour("--accent") }, hover: { background, border: colour("--accent") } } };
    }));
  };
  picture.dress();
})();
