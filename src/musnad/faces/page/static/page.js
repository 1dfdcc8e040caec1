/* What a page does beyond links and forms. Everything also works without it, only less swiftly. */
"use strict";

/* A statement and its words answer each other: choosing either marks both and brings the other into view. */
function choose(root, id, from) {
  for (const one of root.querySelectorAll(".chosen")) one.classList.remove("chosen");
  let first = null;
  let card = null;
  for (const one of root.querySelectorAll("[data-s]")) {
    if (!one.dataset.s.split(" ").includes(id)) continue;
    one.classList.add("chosen");
    if (one.matches("li")) card = one;
    else first = first || one;
  }
  const other = from === "card" ? first : card;
  if (other) other.scrollIntoView({ block: "nearest", behavior: "smooth" });
  return card;
}

function keyOf(card) {
  return card.id.slice(0, card.id.length - card.dataset.s.length);
}

document.addEventListener("click", (event) => {
  const reading = event.target.closest(".reading");
  if (!reading) return;
  const piece = event.target.closest(".text [data-s]");
  const said = event.target.closest(".card > .said");
  if (piece) {
    const card = choose(reading, piece.dataset.s.split(" ")[0], "text");
    if (card) history.replaceState(null, "", "#" + card.id);
    event.preventDefault();
  } else if (said) {
    const card = said.closest(".card");
    choose(reading, card.dataset.s, "card");
    history.replaceState(null, "", "#" + card.id);
    event.preventDefault();
  }
});

/* j and k go from statement to statement. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const step = { j: 1, k: -1 }[event.key];
  const cards = [...document.querySelectorAll(".reading .card")];
  if (!step || !cards.length) return;
  const at = cards.findIndex((card) => card.classList.contains("chosen"));
  const card = cards[Math.min(cards.length - 1, Math.max(0, at + step))];
  choose(card.closest(".reading"), card.dataset.s, "card");
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  history.replaceState(null, "", "#" + card.id);
});

/* An address that leads to a statement marks it. */
function arrive() {
  const card = document.getElementById(decodeURIComponent(location.hash.slice(1)).replace(/-text$/, ""));
  if (!card || !card.matches(".card")) return;
  choose(card.closest(".reading"), card.dataset.s, "card");
  card.scrollIntoView({ block: "nearest" });
}
addEventListener("hashchange", arrive);
addEventListener("DOMContentLoaded", arrive);

/* A file that is dropped on the form goes into its field. */
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const form = document.querySelector("form[data-drop]");
    if (!form || !event.dataTransfer || ![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    form.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    if (kind === "drop" && event.dataTransfer.files.length) {
      const field = form.querySelector("input[type=file]");
      field.files = event.dataTransfer.files;
      field.focus();
    }
  });
}
