// The claim's own part of its picture: the card of a source or an article.
(function () {
  "use strict";
  const { at, lines, own } = picture;

  own.show = function (node) {
    at("card-name").textContent = node ? node.name : "Nothing in the picture is called that";
    at("card-kind").textContent = node ? node.role : "";
    lines(at("card-lines"), node ? node.lines : [], 9, "");
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
