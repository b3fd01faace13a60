// The network's own part of its picture: the card of a source, and communities that open and close.
(function () {
  "use strict";
  const { at, element, name, link, lines, own } = picture;
  const asked = [...new URLSearchParams(location.search)].filter(([field]) => ["about", "since", "until"].includes(field));
  const source = (id) => "/source/" + id.split("/").map(encodeURIComponent).join("/");
  const relayed = (edge) => "/?" + new URLSearchParams([...asked, ["through", edge.from], ["had_from", edge.to]]);
  const parts = new Map(JSON.parse(at("parts").textContent).map((part) => [part.key, part]));
  const first = [...parts.values()].find((part) => !part.nodes);
  first.nodes = nodes.get();
  first.edges = edges.get();
  let shown = first;

  const count = (number, noun = "statement") => number.toLocaleString("en") + " " + noun + (number === 1 ? "" : "s");

  function list(heading, relays, end, address) {
    if (!relays.length) return;
    at("card-relays").append(element("dt", heading));
    relays.sort((one, other) => other.statements - one.statements).slice(0, 8).forEach((edge) => {
      const gone = edge.retracted ? ", " + edge.retracted.toLocaleString("en") + " retracted" : "";
      at("card-relays").append(element("dd", name(nodes.get(edge[end]).name), " (", link(edge.statements, address(edge)), gone + ")"));
    });
    if (relays.length > 8) at("card-relays").append(element("dd", "and " + (relays.length - 8) + " more"));
  }

  own.show = function (node) {
    at("card-name").textContent = node ? node.name : "No source in the picture is called that";
    at("card-kind").textContent = !node ? "" : node.community ? count(node.community, "source")
      : (node.named ? "" : "unnamed · ") + (node.kind === "unknown" ? "kind not known" : node.kind) + " · " + count(node.statements);
    lines(at("card-notices"), (node && node.notices) || [], 5, " reasons");
    at("card-relays").replaceChildren();
    if (!node) return;
    const address = node.community ? () => "" : relayed;
    if (!node.community) at("card-name").replaceChildren(link(node.name, source(node.id)));
    list("relays", edges.get({ filter: (edge) => edge.from === node.id }), "to", address);
    list("relayed by", edges.get({ filter: (edge) => edge.to === node.id }), "from", address);
  };

  own.dress = function (colour) {
    network.setOptions({ edges: { color: { color: colour("--edge"), highlight: colour("--accent"), hover: colour("--accent") } } });
    nodes.update(nodes.get({ filter: (node) => node.hollow || node.named === false || node.heavy }).map((node) => {
      const background = node.hollow || node.named === false ? colour("--sheet") : node.color.background;
      const border = node.heavy ? colour("--ink") : node.hollow ? colour("--link") : "#8a867e";
      return { id: node.id, color: { background, border, highlight: { background, border: colour("--accent") }, hover: { background, border: colour("--accent") } } };
    }));
  };

  // The table beside the picture, where the page has one, and the words above it.
  function tell(part) {
    at("count").textContent = part.count;
    const body = at("relays");
    if (!body) return;
    const called = new Map(part.nodes.map((node) => [node.id, node.name]));
    const button = (id) => {
      const made = element("button", name(called.get(id)));
      made.type = "button";
      made.className = "at";
      made.dataset.node = id;
      return element("td", made);
    };
    const number = (value) => { const cell = element("td", value.toLocaleString("en")); cell.className = "number"; return cell; };
    const counted = (edge) => {
      const cell = number(edge.statements);
      if (edge.retracted) cell.append(" ", element("strong", edge.retracted.toLocaleString("en") + " retracted"));
      cell.querySelector("strong")?.classList.add("gone");
      return cell;
    };
    const last = part.key === "communities" ? "relays" : "documents";
    at("last-column").textContent = last === "relays" ? "Relays" : "Articles";
    body.replaceChildren(...[...part.edges].sort((one, other) => other.statements - one.statements)
      .map((edge) => element("tr", button(edge.from), button(edge.to), counted(edge), number(edge[last]))));
  }

  function put(key) {
    if (!parts.has(key) || shown.key === key) return;
    shown = parts.get(key);
    picture.hide();
    edges.clear();
    nodes.clear();
    nodes.add(shown.nodes);
    edges.add(shown.edges);
    picture.dress();
    picture.settle();
    tell(shown);
    describe();
    at("part").value = key;
    at("back").hidden = key === "best" || key === "communities";
  }

  function describe() {
    document.querySelectorAll(".legend [data-of]").forEach((line) => { line.hidden = (line.dataset.of === "communities") !== (shown.key === "communities"); });
    picture.title = document.title + (parts.size > 1 && shown.key !== "best" ? ": " + shown.title : "");
    picture.part = parts.size === 1 || shown.key === "best" ? "" : /^\d+$/.test(shown.key) ? "community-" + shown.key : shown.key;
  }

  own.seek = function (among) {
    const others = [...parts.values()].filter((part) => part.key !== "communities").reverse();
    const found = among(others.flatMap((part) => part.nodes));
    if (found !== undefined) put(others.find((part) => part.nodes.some((node) => node.id === found)).key);
    return found;
  };

  if (at("part")) {
    own.open = (key) => { if (shown.key === "communities") put(key); };
    own.leave = () => { if (!at("back").hidden) put("communities"); };
    network.on("click", (event) => { if (event.nodes.length) own.open(event.nodes[0]); });
    at("part").addEventListener("change", () => put(at("part").value));
    at("back").addEventListener("click", () => { own.leave(); at("mynetwork").focus({ preventScroll: true }); });
  }
  describe();
  if (at("part") && "auto" in at("part").dataset && innerWidth < 600) {
    network.once("afterDrawing", () => setTimeout(() => { // only then has it its size
      if (!picture.settle()) put("communities"); // its names are readable
    }));
  }
  picture.dress();
})();
