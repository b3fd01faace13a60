// Colours, the card and the find box around the evidence graph that pyvis's script has drawn into `network`.
(function () {
  "use strict";
  const at = (id) => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const move = calm ? false : { duration: 350, easingFunction: "easeInOutQuad" };

  function dress() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    network.setOptions({ nodes: { font: { color: colour("--ink"), strokeWidth: 4, strokeColor: colour("--sheet") } } });
    nodes.update(nodes.get({ filter: (node) => node.hollow || node.choke }).map((node) => ({
      id: node.id,
      color: {
        background: node.hollow ? colour("--sheet") : node.color.background,
        border: node.choke ? colour("--ink") : node.color.border,
        highlight: { background: node.hollow ? colour("--sheet") : node.color.background, border: colour("--accent") },
        hover: { background: node.hollow ? colour("--sheet") : node.color.background, border: colour("--accent") },
      },
    })));
  }

  function lines(those) {
    at("card-lines").replaceChildren(...those.slice(0, 9).map((words) => {
      const line = document.createElement("li");
      const text = document.createElement("bdi");
      text.textContent = words;
      line.append(text);
      return line;
    }));
    if (those.length > 9) {
      const line = document.createElement("li");
      line.textContent = "and " + (those.length - 9) + " more";
      at("card-lines").append(line);
    }
  }

  function show(id) {
    const node = nodes.get(id);
    at("card-name").textContent = node.name;
    at("card-kind").textContent = node.role;
    lines(node.lines);
    at("card").hidden = false;
  }

  function focus(id) {
    network.selectNodes([id]);
    network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: move });
    show(id);
  }

  function find(words) {
    const plain = (name) => name.toLocaleLowerCase().replace(/\s+/g, "");
    const wanted = plain(words);
    if (!wanted) return;
    const named = nodes.get().map((node) => [plain(node.name), node.id]);
    const hit = named.find(([name]) => name === wanted) || named.find(([name]) => name.startsWith(wanted))
      || named.find(([name]) => name.includes(wanted));
    if (hit) { focus(hit[1]); return; }
    at("card-name").textContent = "Nothing in the picture is called that";
    at("card-kind").textContent = "";
    lines([]);
    at("card").hidden = false;
  }

  document.querySelectorAll("button.at").forEach((button) => button.addEventListener("click", () => {
    focus(button.dataset.node);
    at("mynetwork").scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }));
  at("finder").addEventListener("submit", (event) => { event.preventDefault(); find(at("find").value); });
  at("find").addEventListener("change", () => find(at("find").value));
  at("closer").addEventListener("click", () => network.moveTo({ scale: network.getScale() * 1.4, animation: move }));
  at("farther").addEventListener("click", () => network.moveTo({ scale: network.getScale() / 1.4, animation: move }));
  at("all").addEventListener("click", () => network.fit({ animation: move }));
  at("close").addEventListener("click", () => { at("card").hidden = true; network.unselectAll(); });
  network.on("selectNode", (event) => show(event.nodes[0]));
  network.on("deselectNode", () => { at("card").hidden = true; });
  dark.addEventListener("change", dress);
  dress();
  function settle() {
    network.fit({ animation: false });
    network.moveTo({ scale: Math.min(network.getScale() * 0.94, 1.15), animation: false });
    if (network.getScale() < 0.5) {
      const first = nodes.get({ filter: (node) => node.choke })[0]
        || nodes.get().reduce((one, other) => (other.x < one.x ? other : one));
      network.focus(first.id, { scale: 0.62, animation: false });
    }
  }

  if (nodes.length) {
    network.once("afterDrawing", settle); // only then are labels and boxes as wide as they will be
    network.on("resize", () => setTimeout(settle));
  }
})();
