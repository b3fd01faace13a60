// Colours, the card and the find box around the network that pyvis's script has drawn into `network`.
(function () {
  "use strict";
  const at = (id) => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const move = calm ? false : { duration: 350, easingFunction: "easeInOutQuad" };

  function dress() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    network.setOptions({
      nodes: { font: { color: colour("--ink"), strokeWidth: 4, strokeColor: colour("--sheet") } },
      edges: { color: { color: colour("--edge"), highlight: colour("--accent"), hover: colour("--accent") } },
    });
    nodes.update(nodes.get({ filter: (node) => !node.named })
      .map((node) => ({ id: node.id, color: { background: colour("--sheet"), border: "#8a867e" } })));
  }

  function count(number) {
    return number === 1 ? "1 statement" : number.toLocaleString("en") + " statements";
  }

  function list(heading, relays, end) {
    if (!relays.length) return;
    const term = document.createElement("dt");
    term.textContent = heading;
    at("card-relays").append(term);
    relays.sort((one, other) => other.statements - one.statements).slice(0, 8).forEach((edge) => {
      const line = document.createElement("dd");
      const name = document.createElement("bdi");
      name.textContent = nodes.get(edge[end]).name;
      line.append(name, " (" + edge.statements + ")");
      at("card-relays").append(line);
    });
    if (relays.length > 8) {
      const line = document.createElement("dd");
      line.textContent = "and " + (relays.length - 8) + " more";
      at("card-relays").append(line);
    }
  }

  function notices(those) {
    at("card-notices").replaceChildren(...those.slice(0, 5).map((words) => {
      const line = document.createElement("li");
      const text = document.createElement("bdi");
      text.textContent = words;
      line.append(text);
      return line;
    }));
    if (those.length > 5) {
      const line = document.createElement("li");
      line.textContent = "and " + (those.length - 5) + " more reasons";
      at("card-notices").append(line);
    }
  }

  function show(id) {
    const node = nodes.get(id);
    at("card-name").textContent = node.name;
    at("card-kind").textContent = (node.named ? "" : "unnamed · ")
      + (node.kind === "unknown" ? "kind not known" : node.kind) + " · " + count(node.statements);
    notices(node.notices);
    at("card-relays").replaceChildren();
    list("relays", edges.get({ filter: (edge) => edge.from === id }), "to");
    list("relayed by", edges.get({ filter: (edge) => edge.to === id }), "from");
    at("card").hidden = false;
  }

  function say(text) {
    at("card-name").textContent = text;
    at("card-kind").textContent = "";
    notices([]);
    at("card-relays").replaceChildren();
    at("card").hidden = false;
  }

  function find(words) {
    const plain = (name) => name.toLocaleLowerCase().replace(/\s+/g, "");
    const wanted = plain(words);
    if (!wanted) return;
    const named = nodes.get().map((node) => [plain(node.name), node.id]);
    const hit = named.find(([name]) => name === wanted) || named.find(([name]) => name.startsWith(wanted))
      || named.find(([name]) => name.includes(wanted));
    if (!hit) { say("No source in the picture is called that"); return; }
    network.selectNodes([hit[1]]);
    network.focus(hit[1], { scale: 1, animation: move });
    show(hit[1]);
  }

  at("finder").addEventListener("submit", (event) => { event.preventDefault(); find(at("find").value); });
  at("find").addEventListener("change", () => find(at("find").value));
  at("closer").addEventListener("click", () => network.moveTo({ scale: network.getScale() * 1.4, animation: move }));
  at("farther").addEventListener("click", () => network.moveTo({ scale: network.getScale() / 1.4, animation: move }));
  at("all").addEventListener("click", () => network.fit({ animation: move }));
  at("close").addEventListener("click", () => { at("card").hidden = true; network.unselectAll(); });
  network.on("selectNode", (event) => show(event.nodes[0]));
  network.on("deselectNode", () => { at("card").hidden = true; });
  network.on("hoverNode", () => { at("mynetwork").style.cursor = "pointer"; });
  network.on("blurNode", () => { at("mynetwork").style.cursor = ""; });
  dark.addEventListener("change", dress);
  dress();
  network.fit({ animation: false });
  if (network.getScale() < 0.45) {
    const [best] = network.body.nodeIndices.slice().sort((one, other) => nodes.get(one).rank - nodes.get(other).rank);
    network.focus(best, { scale: 0.6, offset: { x: -0.3 * at("mynetwork").clientWidth, y: 0 }, animation: false });
  }
})();
