/**
 * Sources in the margin: on wide screens each note stands beside the line it supports. Without this script, on
 * narrow screens and in print the notes are a list at the end.
 */
import { onPage } from "./each_page.mjs";

const WIDE = matchMedia("(min-width: 68.75em)");
const GAP = 10;

/** More below the contents, which are another thing. */
const GAP_BELOW_CONTENTS = 28;

/** Heights are not what they will be before the fonts are there; what comes later than this is for the next page. */
let hasFonts = false;
const FONTS_MS = 250;

/** Place every note of the page. */
export function placeNotes() {
  if (!hasFonts) return;
  for (const main of document.querySelectorAll(".sheet__main")) {
    const lists = /** @type {HTMLElement[]} */ ([...main.querySelectorAll("ol.notes")]);
    for (const list of lists) list.toggleAttribute("data-placed", WIDE.matches);
    const notes = /** @type {HTMLElement[]} */ (lists.flatMap((list) => [...list.children]));
    if (WIDE.matches) place(/** @type {HTMLElement} */ (main), notes);
    else for (const note of notes) note.style.removeProperty("top");
  }
}

/** @param {HTMLElement} main @param {HTMLElement[]} notes */
function place(main, notes) {
  const origin = main.getBoundingClientRect().top;
  const contents = main.parentElement?.querySelector(".sheet__margin .contents");
  // What stands in the margin already: the contents, and tables that are wider than the text.
  const taken = [contents, ...main.querySelectorAll(".table-scroll--wide, .neighbourhood")].flatMap((each) => {
    if (!each) return [];
    const { top, bottom, height } = each.getBoundingClientRect();
    return height > 0
      ? [{ top: top - origin, bottom: bottom - origin + (each === contents ? GAP_BELOW_CONTENTS - GAP : 0) }]
      : [];
  });
  // By the link's hash: instant loading turns the written addresses into absolute ones.
  /** @type {Map<string, HTMLAnchorElement>} */
  const marks = new Map();
  for (const mark of /** @type {NodeListOf<HTMLAnchorElement>} */ (main.querySelectorAll(".cite a"))) {
    const { hash } = mark; // taken apart anew at each look
    if (!marks.has(hash)) marks.set(hash, mark);
  }
  const wished = notes
    .map((note, index) => {
      const mark = marks.get(`#${note.id}`);
      note.dataset.number ??= String(index + 1);
      return {
        note,
        top: (mark ?? note).getBoundingClientRect().top - origin,
        height: note.getBoundingClientRect().height,
      };
    })
    .sort((a, b) => a.top - b.top);
  let free = 0;
  for (const { note, top, height } of wished) {
    let start = Math.max(top - 4, free);
    for (const each of taken) {
      if (start < each.bottom + GAP && start + height > each.top - GAP) start = each.bottom + GAP;
    }
    note.style.top = `${Math.round(start)}px`;
    free = start + height + GAP;
  }
}

WIDE.addEventListener("change", () => placeNotes());
void Promise.race([
  document.fonts.ready,
  new Promise((late) => {
    setTimeout(late, FONTS_MS);
  }),
]).then(() => {
  hasFonts = true;
  placeNotes();
  // Until here the page kept them out of sight (main.html): seen to move, they would be in the way.
  delete document.documentElement.dataset.notes;
});
onPage(".sheet__body", (body, signal) => {
  const watch = new ResizeObserver(() => placeNotes());
  watch.observe(body);
  signal.addEventListener("abort", () => watch.disconnect());
  placeNotes();
});
