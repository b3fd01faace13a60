// The picture as a drawing of its own: an SVG with its title, its legend and every name as text, and a PNG of that.
// It is built as a document, never as markup in a string, so that a name can't become anything but text.
(function () {
  "use strict";
  const SPACE = "http://www.w3.org/2000/svg", INK = "#1c1b19", SOFT = "#5d5a54", EDGE = "#7f7a70", SHEET = "#ffffff";
  const FACE = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
  const MARGIN = 28, LINE = 17, LARGEST = 8000;
  const pen = document.createElement("canvas").getContext("2d");

  // XML has no way to write most control characters, lone surrogates and the two that are none.
  const writable = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

  function draw(tag, attributes, ...inside) {
    const made = document.createElementNS(SPACE, tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, typeof value === "number" ? Math.round(value * 10) / 10 : value));
    made.append(...inside.map((each) => (typeof each === "string" ? writable(each) : each)));
    return made;
  }

  function width(text, size) {
    pen.font = size + "px " + FACE;
    return pen.measureText(text).width;
  }

  function wrapped(text, widest, size) {
    const found = [];
    text.split("\n").forEach((paragraph) => {
      let line = "";
      paragraph.split(" ").forEach((word) => {
        if (line && width(line + " " + word, size) > widest) { found.push(line); line = word; } else line = line ? line + " " + word : word;
      });
      found.push(line);
    });
    return found;
  }

  function written(lines, x, y, attributes) {
    return draw("text", { "font-size": 14, "text-anchor": "middle", fill: INK, ...attributes },
      ...lines.map((line, row) => draw("tspan", { x, y: y + row * LINE }, line)));
  }

  const points = (those) => "M" + those.map(([x, y]) => x.toFixed(1) + " " + y.toFixed(1)).join("L") + "Z";
  const around = (count, each) => points(Array.from({ length: count }, (_, place) => each(place)));
  const SHAPES = { // as vis-network draws them
    dot: (x, y, r) => draw("circle", { cx: x, cy: y, r }),
    square: (x, y, r) => draw("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r }),
    diamond: (x, y, r) => draw("path", { d: points([[x, y + r], [x + r, y], [x, y - r], [x - r, y]]) }),
    triangle: (x, y, r) => draw("path", { d: points([[x, y - r * 1.05], [x + r * 1.15, y + r * 0.94], [x - r * 1.15, y + r * 0.94]]) }),
    triangleDown: (x, y, r) => draw("path", { d: points([[x, y + r * 1.05], [x + r * 1.15, y - r * 0.94], [x - r * 1.15, y - r * 0.94]]) }),
    hexagon: (x, y, r) => draw("path", { d: around(6, (place) => [x + r * Math.cos(place * Math.PI / 3), y + r * Math.sin(place * Math.PI / 3)]) }),
    star: (x, y, r) => draw("path", { d: around(10, (place) => {
      const out = r * 0.82 * (place % 2 ? 0.5 : 1.3), turn = place * Math.PI / 5;
      return [x + out * Math.sin(turn), y + r * 0.082 - out * Math.cos(turn)];
    }) }),
  };

  function sized(node, place) {
    const lines = wrapped(node.label, (node.widthConstraint && node.widthConstraint.maximum) || 150, 14);
    const wide = Math.max(...lines.map((line) => width(line, 14)));
    if (node.shape === "box") return { node, ...place, lines, half: wide / 2 + 8, tall: lines.length * LINE / 2 + 6, wide: wide + 16 };
    return { node, ...place, lines, half: node.size, tall: node.size, wide };
  }

  function spot({ node, x, y, lines, half, tall }) {
    const hollow = node.named === false || node.hollow;
    const shape = node.shape === "box" ? draw("rect", { x: x - half, y: y - tall, width: 2 * half, height: 2 * tall, rx: 4 })
      : (SHAPES[node.shape] || SHAPES.dot)(x, y, half);
    shape.setAttribute("fill", hollow ? SHEET : node.color.background);
    shape.setAttribute("stroke", node.line);
    shape.setAttribute("stroke-width", node.borderWidth || 1.5);
    if (node.shapeProperties && node.shapeProperties.borderDashes) shape.setAttribute("stroke-dasharray", "4 3");
    const label = node.shape === "box" ? written(lines, x, y - tall + LINE + 2, {})
      : written(lines, x, y + half + LINE, { stroke: SHEET, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" });
    return draw("g", {}, draw("title", {}, node.name), shape, label);
  }

  // A curve from one node to the border of the other, and the head of its arrow.
  function way(edge, one, other, down) {
    let near, far;
    if (edge.smooth) {
      const dx = other.x - one.x, dy = other.y - one.y;
      const bend = 0.9 * edge.smooth.roundness;
      const by = { x: (one.x + other.x) / 2 + bend * dy, y: (one.y + other.y) / 2 - bend * dx };
      [near, far] = [one, other].map((end) => ({ x: end.x + 2 / 3 * (by.x - end.x), y: end.y + 2 / 3 * (by.y - end.y) }));
    } else if (down) {
      near = { x: one.x, y: one.y + 0.45 * (other.y - one.y) };
      far = { x: other.x, y: other.y - 0.45 * (other.y - one.y) };
    } else {
      near = { x: one.x + 0.45 * (other.x - one.x), y: one.y };
      far = { x: other.x - 0.45 * (other.x - one.x), y: other.y };
    }
    const on = (t) => ["x", "y"].map((axis) => (1 - t) ** 3 * one[axis] + 3 * (1 - t) ** 2 * t * near[axis] + 3 * (1 - t) * t * t * far[axis] + t ** 3 * other[axis]);
    const inside = ([x, y]) => other.node.shape === "box" ? Math.abs(x - other.x) < other.half + 3 && Math.abs(y - other.y) < other.tall + 3
      : Math.hypot(x - other.x, y - other.y) < other.half + 3;
    let end = 1;
    while (end > 0.5 && inside(on(end))) end -= 0.01;
    const [x, y] = on(end), [bx, by] = on(end - 0.03), wide = edge.width || 1.8, long = 7 + wide;
    const turn = Math.atan2(y - by, x - bx), colour = typeof edge.color === "string" ? edge.color : EDGE;
    const corner = (angle) => [x - long * Math.cos(turn + angle), y - long * Math.sin(turn + angle)];
    const path = [[one.x, one.y], ...[0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875].map((part) => on(part * end)), [x - long * 0.6 * Math.cos(turn), y - long * 0.6 * Math.sin(turn)]];
    return draw("g", { fill: "none", stroke: colour, "stroke-width": wide, "stroke-opacity": 0.85 },
      draw("path", { d: smooth(path), ...(edge.dashes ? { "stroke-dasharray": "7 5" } : {}) }),
      draw("path", { d: points([[x, y], corner(0.42), corner(-0.42)]), fill: colour, stroke: "none" }));
  }

  function smooth(those) {
    const at = (place) => those[Math.max(0, Math.min(those.length - 1, place))];
    return those.slice(1).reduce((path, [x, y], place) => {
      const [ax, ay] = at(place - 1), [bx, by] = at(place), [dx, dy] = at(place + 2);
      const corners = [bx + (x - ax) / 6, by + (y - ay) / 6, x - (dx - bx) / 6, y - (dy - by) / 6, x, y];
      return path + "C" + corners.map((each) => each.toFixed(1)).join(" ");
    }, "M" + those[0].map((each) => each.toFixed(1)).join(" "));
  }

  function key(left, top, right) {
    const group = draw("g", { color: INK });
    let x = left, y = top;
    document.querySelectorAll(".legend li:not([hidden])").forEach((line) => {
      const words = line.textContent.trim().replace(/\s+/g, " "), sign = line.querySelector("svg");
      const wide = Number(sign.getAttribute("width")), needed = wide + 6 + width(words, 13) + 20;
      if (x > left && x + needed > right) { x = left; y += 22; }
      const copy = draw("svg", { x, y: y + (16 - Number(sign.getAttribute("height"))) / 2, width: wide, height: Number(sign.getAttribute("height")), viewBox: sign.getAttribute("viewBox"), fill: sign.getAttribute("fill") || INK });
      [...sign.children].forEach((child) => {
        const part = child.cloneNode();
        if (part.classList.contains("hollow")) {
          Object.entries({ fill: SHEET, stroke: "#767676", "stroke-width": 1.6 }).forEach(([name, value]) => part.setAttribute(name, value));
          if (!part.classList.contains("whole")) part.setAttribute("stroke-dasharray", "3 2");
        }
        part.removeAttribute("class");
        copy.append(part);
      });
      group.append(copy, draw("text", { x: x + wide + 6, y: y + 13, "font-size": 13, fill: SOFT }, words));
      x += needed;
    });
    return [group, y + 26];
  }

  function svg() {
    const places = network.getPositions(), title = picture.title || document.title;
    const spots = new Map(nodes.get().map((node) => [node.id, sized(node, places[node.id])]));
    const all = [...spots.values()], edge = (pick, ends) => (all.length ? pick(...all.map(ends)) : 0);
    const left = edge(Math.min, (each) => each.x - Math.max(each.half, each.wide / 2));
    const right = edge(Math.max, (each) => each.x + Math.max(each.half, each.wide / 2));
    const top = edge(Math.min, (each) => each.y - each.tall);
    const bottom = edge(Math.max, (each) => each.y + each.tall + (each.node.shape === "box" ? 0 : each.lines.length * LINE));
    const wide = Math.max(right - left + 2 * MARGIN, 640), heading = wrapped(title, wide - 2 * MARGIN, 20);
    const told = picture.at("count").textContent.trim().replace(/\s+/g, " "), count = wrapped(told, wide - 2 * MARGIN, 13);
    const head = heading.length * 26 + 13 + count.length * LINE;
    const [legend, high] = key(MARGIN, head + bottom - top + 2 * MARGIN, wide - MARGIN);
    const shift = { x: (wide - right - left) / 2, y: head + MARGIN - top };
    all.forEach((each) => { each.x += shift.x; each.y += shift.y; });
    const down = document.getElementById("mynetwork").clientWidth < 600;
    return draw("svg", { width: Math.ceil(wide), height: Math.ceil(high), viewBox: "0 0 " + Math.ceil(wide) + " " + Math.ceil(high), role: "img", "aria-labelledby": "title desc", "font-family": FACE },
      draw("title", { id: "title" }, title), draw("desc", { id: "desc" }, told),
      draw("rect", { width: "100%", height: "100%", fill: SHEET }),
      draw("text", { "font-size": 20, "font-weight": 600, fill: INK }, ...heading.map((line, row) => draw("tspan", { x: MARGIN, y: MARGIN + 10 + row * 26 }, line))),
      draw("text", { "font-size": 13, fill: SOFT }, ...count.map((line, row) => draw("tspan", { x: MARGIN, y: MARGIN + 8 + heading.length * 26 + row * LINE }, line))),
      draw("g", {}, ...edges.get().filter((each) => spots.has(each.from) && spots.has(each.to)).map((each) => way(each, spots.get(each.from), spots.get(each.to), down))),
      draw("g", {}, ...all.map(spot)), legend);
  }

  const called = () => document.querySelector(".picture").dataset.name + (picture.part ? "-" + picture.part : "");

  function keep(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function text() {
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(svg());
  }

  async function png() {
    const drawn = svg(), image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(drawn));
    await image.decode();
    const high = Number(drawn.getAttribute("height")), wide = Number(drawn.getAttribute("width"));
    const scale = Math.min(2, LARGEST / wide, LARGEST / high), canvas = document.createElement("canvas");
    canvas.width = Math.round(wide * scale);
    canvas.height = Math.round(high * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  picture.svg = text;
  picture.png = png;
  picture.at("keep-svg").addEventListener("click", () => keep(new Blob([text()], { type: "image/svg+xml" }), called() + ".svg"));
  picture.at("keep-png").addEventListener("click", () => {
    const name = called() + ".png"; // before another part is shown
    png().then((blob) => keep(blob, name));
  });
})();
