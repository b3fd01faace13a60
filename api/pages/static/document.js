// Shows the statement that is pointed at beside the text, and the place that the address names.
(function () {
  "use strict";
  const text = document.getElementById("text");
  const panel = document.getElementById("panel");
  const hint = panel.firstElementChild;
  const cards = [...document.querySelectorAll(".card")];
  const pieces = [...text.querySelectorAll("[data-start]")];
  const covering = (piece) => piece.dataset.s.split(" ").map(Number);
  const narrow = matchMedia("(max-width: 62rem)"); // there the panel is a sheet over the text
  let active = -1, left = null, leaving = false;

  function named(index) {
    const says = cards[index].querySelector(".says");
    return says.querySelector(".who").textContent + " " + says.querySelector(".act").textContent;
  }

  function others(index, around) {
    const list = document.createElement("p");
    list.className = "others";
    list.textContent = "Also here: ";
    for (const other of around.filter((one) => one !== index)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = named(other);
      button.addEventListener("click", () => show(other, around));
      list.append(button);
    }
    return list;
  }

  function show(index, around = []) {
    if (index === active && around.length < 2) return;
    active = index;
    for (const piece of pieces) piece.classList.toggle("on", Boolean(piece.dataset.s) && covering(piece).includes(index));
    panel.classList.toggle("open", index >= 0);
    if (index < 0) { panel.replaceChildren(hint); return; }
    const copy = cards[index].cloneNode(true);
    copy.removeAttribute("id");
    const body = document.createElement("div");
    body.className = "card";
    body.append(...copy.childNodes);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.textContent = "×";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => show(-1));
    panel.replaceChildren(close, body, ...(around.length > 1 ? [others(index, around)] : []));
  }

  // What was pointed at is moved into what the sheet leaves of the text.
  function uncover(piece) {
    if (!narrow.matches) return;
    const free = innerHeight - panel.offsetHeight;
    const { top, bottom } = piece.getBoundingClientRect();
    if (bottom > free - 16 || top < 16) scrollBy(0, top - Math.max(16, free / 3));
  }

  const marked = (event) => event.target.closest("[data-s]");
  text.addEventListener("pointerover", (event) => {
    const piece = marked(event);
    if (piece && event.pointerType === "mouse" && !narrow.matches) show(covering(piece).at(-1), covering(piece));
  });
  text.addEventListener("focusin", (event) => {
    const piece = marked(event);
    if (!piece || leaving || !piece.matches(":focus-visible")) return;
    show(Number(piece.getAttribute("aria-details").slice(5)), covering(piece));
    uncover(piece);
  });
  // Enter goes on into the panel, and Escape back to the words.
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("[aria-details]")) return;
    const link = panel.querySelector(".card a, .card button");
    if (!link) return;
    event.preventDefault();
    left = event.target;
    link.focus();
  });
  text.addEventListener("click", (event) => {
    const piece = marked(event);
    if (!piece) { show(-1); return; }
    show(covering(piece).at(-1), covering(piece));
    uncover(piece);
    history.replaceState(null, "", "#s-" + cards[active].dataset.id);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const inside = panel.contains(document.activeElement);
    show(-1);
    if (!inside || !left) return;
    leaving = true; // else it would open again
    left.focus();
    leaving = false;
  });

  // A citation is copied where the browser lets pages do that; else it can be selected.
  if (navigator.clipboard) {
    document.querySelectorAll(".cite button").forEach((button) => { button.hidden = false; });
    addEventListener("click", async (event) => {
      const button = event.target.closest(".cite button");
      if (!button) return;
      await navigator.clipboard.writeText(button.parentElement.querySelector("p").textContent.trim());
      button.textContent = "Copied";
    });
  }

  // Offsets count code points, and JavaScript's strings count UTF-16 units.
  function point(offset) {
    const piece = pieces.findLast((one) => Number(one.dataset.start) <= offset);
    const before = [...piece.textContent].slice(0, offset - Number(piece.dataset.start)).join("");
    return [piece.firstChild, Math.min(before.length, piece.firstChild.length)];
  }

  function showPlace(start, end) {
    const range = document.createRange();
    range.setStart(...point(start));
    const [node, offset] = point(Math.max(end - 1, start));
    range.setEnd(node, Math.min(offset + (node.data.codePointAt(offset) > 0xffff ? 2 : 1), node.length));
    if (window.CSS && CSS.highlights) CSS.highlights.set("place", new Highlight(range));
    else getSelection().addRange(range);
    range.startContainer.parentElement.scrollIntoView({ block: "start" });
  }

  function follow() {
    if (window.CSS && CSS.highlights) CSS.highlights.clear();
    const hash = location.hash;
    const place = /^#char=(\d+),(\d+)$/.exec(hash);
    if (place && pieces.length && +place[1] < +place[2]) { showPlace(+place[1], +place[2]); return; }
    const index = cards.findIndex((card) => "#s-" + card.dataset.id === hash);
    if (index < 0) return;
    show(index);
    const first = pieces.find((piece) => piece.classList.contains("on"));
    if (first) { first.scrollIntoView({ block: "start" }); uncover(first); }
  }

  addEventListener("hashchange", follow);
  follow();
})();
