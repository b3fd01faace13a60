// What a reader does with every picture that pyvis's script has drawn into `network`. A page's own script sets `show`
// (tell of a node on the card), and may set `dress` (its colours), `open` and `leave` (into a node, and out again), `seek` (what is not in the picture now).
const picture = (function () {
  "use strict";
  const at = (id) => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const move = calm ? false : { duration: 350, easingFunction: "easeInOutQuad" };
  const stage = at("mynetwork");
  const SIZE = 14, NAME = 11; // pixels of a name at full size, and those that it needs
  const LEAST = 0.55, READABLE = NAME / SIZE; // down to the one names grow as a picture shrinks; what is larger begins with a part
  const ROOM = 90, NARROW = 600, WIDE = 132, HIGH = 112, GAP = 26, LABEL = 120; // pixels
  const own = { show: () => {}, dress: () => {}, seek: () => undefined, open: null, leave: null };

  function element(tag, ...inside) {
    const made = document.createElement(tag);
    made.append(...inside);
    return made;
  }

  function name(text) {
    const made = element("bdi");
    made.textContent = text;
    return made;
  }

  // In a page of the service a card leads to what it tells of; a file that is kept leads nowhere.
  function link(text, address) {
    if (!address || !document.body.classList.contains("bare")) return document.createTextNode(text);
    const made = element("a", text);
    made.href = address;
    made.target = "_top";
    return made;
  }

  function lines(list, those, most, rest) {
    list.replaceChildren(...those.slice(0, most).map((words) => element("li", name(words))));
    if (those.length > most) list.append(element("li", "and " + (those.length - most) + " more" + rest));
  }

  function dress() {
    const style = getComputedStyle(document.documentElement);
    const colour = (which) => style.getPropertyValue(which).trim();
    network.setOptions({ nodes: { font: { color: colour("--ink"), strokeWidth: 4, strokeColor: colour("--sheet") } } });
    own.dress(colour);
  }

  // On a narrow screen columns become rows, as many nodes in each as show the whole the largest.
  function lay() {
    const all = nodes.get();
    const narrow = stage.clientWidth < NARROW && all.length > 1;
    network.setOptions({ edges: { smooth: { enabled: true, type: "cubicBezier", roundness: 0.45, forceDirection: narrow ? "vertical" : "horizontal" } } });
    nodes.update(all.map((node) => ({ id: node.id, widthConstraint: { maximum: narrow ? LABEL : node.widest } })));
    if (!narrow) return all.forEach((node) => network.moveNode(node.id, node.x, node.y));
    if (all[0].ring) return all.forEach((node) => network.moveNode(node.id, 0.95 * node.y, 1.15 * node.x));
    const columns = Map.groupBy ? Map.groupBy(all, (node) => node.x) : all.reduce((found, node) =>
      found.set(node.x, [...(found.get(node.x) || []), node]), new Map());
    const ordered = [...columns].sort(([one], [other]) => one - other)
      .map(([, those]) => those.sort((one, other) => one.y - other.y || (one.id < other.id ? -1 : 1)));
    const most = Math.max(...ordered.map((those) => those.length));
    const high = (across) => ordered.reduce((sum, those) => sum + Math.ceil(those.length / across) * HIGH + GAP, 0);
    const scale = (across) => Math.min(stage.clientWidth / (across * WIDE), stage.clientHeight / high(across));
    let across = 1;
    for (let tried = 2; tried <= most; tried += 1) if (scale(tried) > scale(across)) across = tried;
    let y = -high(across) / 2;
    ordered.forEach((those) => {
      const rows = Math.ceil(those.length / across), each = Math.ceil(those.length / rows);
      for (let row = 0; row < rows; row += 1) {
        const part = those.slice(row * each, (row + 1) * each);
        part.forEach((node, place) => network.moveNode(node.id, (place - (part.length - 1) / 2) * WIDE, y));
        y += HIGH;
      }
      y += GAP;
    });
  }

  function settle() {
    if (!nodes.length) return true;
    lay();
    network.redraw(); // else it would fit to where the nodes have been
    network.fit({ animation: false });
    network.moveTo({ scale: Math.min(network.getScale() * 0.94, 1.15), animation: false });
    const scale = network.getScale(), fits = scale >= LEAST;
    if (!fits) begin();
    network.setOptions({ nodes: { font: { size: fits ? Math.max(SIZE, Math.round(NAME / scale)) : SIZE } } });
    return fits;
  }

  // Where the whole would be too small to read, the picture begins with its middle, or with what is joined to most.
  function begin() {
    const all = nodes.get(), places = network.getPositions();
    const joined = (node) => (node.heavy ? Infinity : network.getConnectedEdges(node.id).length);
    const first = all.reduce((best, node) => (joined(node) > joined(best) ? node : best));
    const within = (axis, side) => {
      const ends = Object.values(places).map((place) => place[axis]);
      const half = side / 2 / READABLE, low = Math.min(...ends) - ROOM, high = Math.max(...ends) + ROOM;
      if (high - low <= 2 * half) return (low + high) / 2;
      return Math.min(Math.max(places[first.id][axis], low + half), high - half);
    };
    const position = { x: within("x", stage.clientWidth), y: within("y", stage.clientHeight) };
    network.moveTo({ position, scale: READABLE, animation: false });
  }

  function fit() {
    network.fit({ animation: move });
  }

  function show(id) {
    own.show(nodes.get(id));
    at("card").hidden = false;
  }

  function hide() {
    at("card").hidden = true;
    network.unselectAll();
  }

  function focus(id) {
    network.selectNodes([id]);
    network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: move });
    show(id);
  }

  function find(words) {
    const plain = (text) => text.toLocaleLowerCase().replace(/\s+/g, "");
    const wanted = plain(words);
    if (!wanted) return;
    const among = (those) => {
      const named = those.map((node) => [plain(node.name), node.id]);
      const hit = named.find(([text]) => text === wanted) || named.find(([text]) => text.startsWith(wanted))
        || named.find(([text]) => text.includes(wanted));
      return hit && hit[1];
    };
    const found = among(nodes.get({ filter: (node) => !node.community })) ?? own.seek(among);
    if (found !== undefined) return focus(found);
    own.show(null);
    at("card").hidden = false;
  }

  function zoom(factor) {
    network.moveTo({ scale: network.getScale() * factor, animation: move });
  }

  // The nearest node in a direction; what lies aside counts double.
  function step(x, y) {
    const [from] = network.getSelectedNodes();
    const places = network.getPositions();
    if (from === undefined) return nodes.length && focus(nodes.getIds()[0]);
    let best = null, least = Infinity;
    Object.entries(places).forEach(([id, place]) => {
      const dx = place.x - places[from].x, dy = place.y - places[from].y;
      const along = dx * x + dy * y, aside = Math.abs(dx * y) + Math.abs(dy * x);
      if (id !== from && along > 0.5 && along + 2 * aside < least) { best = id; least = along + 2 * aside; }
    });
    if (best !== null) focus(best);
  }

  const KEYS = {
    ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0), ArrowUp: () => step(0, -1), ArrowDown: () => step(0, 1),
    "+": () => zoom(1.4), "=": () => zoom(1.4), "-": () => zoom(1 / 1.4), 0: fit,
    Enter: () => { const [id] = network.getSelectedNodes(); if (own.open && id !== undefined) own.open(id); },
    Escape: () => { if (at("card").hidden && own.leave) own.leave(); else hide(); },
  };
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  stage.querySelectorAll("[tabindex]").forEach((inner) => { inner.tabIndex = -1; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.at");
    if (!button) return;
    focus(button.dataset.node);
    stage.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  });
  at("finder").addEventListener("submit", (event) => { event.preventDefault(); find(at("find").value); });
  at("find").addEventListener("change", () => find(at("find").value));
  at("closer").addEventListener("click", () => zoom(1.4));
  at("farther").addEventListener("click", () => zoom(1 / 1.4));
  at("all").addEventListener("click", fit);
  at("close").addEventListener("click", hide);
  network.on("selectNode", (event) => show(event.nodes[0]));
  network.on("deselectNode", () => { at("card").hidden = true; });
  network.on("hoverNode", () => { stage.style.cursor = "pointer"; });
  network.on("blurNode", () => { stage.style.cursor = ""; });
  dark.addEventListener("change", dress);
  const phone = matchMedia("(max-width: 40rem)"), fold = () => { document.querySelector("details.key").open = !phone.matches; };
  phone.addEventListener("change", fold);
  fold();
  if (nodes.length) {
    network.once("afterDrawing", settle); // only then are labels and boxes as wide as they will be
    network.on("resize", () => setTimeout(settle));
  }
  return { at, element, name, link, lines, dress, settle, hide, own };
})();
