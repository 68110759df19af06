/**
 * The meaning of a glossary term beside the word: on hover, on keyboard focus, at the first tap. Without this script
 * the word is a plain link to the glossary, and with it a second tap, a click or Enter still goes there.
 */
import { PAGE, onPage } from "./each_page.mjs";

const GAP = 8;
const PATIENCE = 200;

const card = document.createElement("div");
card.id = "term-meaning";
card.className = "term-meaning";
card.setAttribute("role", "tooltip");
card.hidden = true;

/** @type {HTMLAnchorElement | null} the term whose meaning is shown */
let shown = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let leaving;
/** How the last press was made: a finger has no hover. */
let pointer = "mouse";

/** @param {EventTarget | null} target @returns {HTMLAnchorElement | null} */
function termAt(target) {
  return target instanceof Element ? target.closest("a.term[data-definition]") : null;
}

/** @param {HTMLAnchorElement} term */
function show(term) {
  clearTimeout(leaving);
  if (shown === term) return;
  hide();
  shown = term;
  card.textContent = term.dataset.definition ?? "";
  card.hidden = false;
  if (!card.isConnected) (document.querySelector("main") ?? document.body).append(card);
  term.setAttribute("aria-describedby", card.id);
  const word = term.getClientRects()[0] ?? term.getBoundingClientRect();
  const room = document.documentElement.clientWidth;
  const left = Math.max(GAP, Math.min(word.left, room - card.offsetWidth - GAP));
  const below = word.bottom + GAP + card.offsetHeight < document.documentElement.clientHeight;
  const top = below || word.top < card.offsetHeight + GAP ? word.bottom + GAP : word.top - GAP - card.offsetHeight;
  card.style.left = `${Math.round(left + scrollX)}px`;
  card.style.top = `${Math.round(top + scrollY)}px`;
}

function hide() {
  clearTimeout(leaving);
  shown?.removeAttribute("aria-describedby");
  shown = null;
  card.hidden = true;
}

function hideSoon() {
  clearTimeout(leaving);
  leaving = setTimeout(hide, PATIENCE);
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const term = termAt(event.target);
  if (term) show(term);
  else if (event.target instanceof Node && card.contains(event.target)) clearTimeout(leaving);
  else if (shown && shown !== document.activeElement) hideSoon();
});
document.addEventListener("focusin", (event) => {
  const term = termAt(event.target);
  if (term && pointer !== "touch" && term.matches(":focus-visible")) show(term);
  else if (!term) hide();
});
document.addEventListener("keydown", (event) => {
  pointer = "keyboard";
  if (event.key === "Escape") hide();
});
document.addEventListener("pointerdown", (event) => {
  pointer = event.pointerType;
  if (shown && !termAt(event.target) && !(event.target instanceof Node && card.contains(event.target))) hide();
});
// In the capture phase: instant loading would already be on its way to the glossary.
document.addEventListener(
  "click",
  (event) => {
    const term = termAt(event.target);
    if (!term || pointer !== "touch" || shown === term) return;
    event.preventDefault();
    event.stopPropagation();
    show(term);
  },
  { capture: true },
);

onPage(PAGE, hide);
