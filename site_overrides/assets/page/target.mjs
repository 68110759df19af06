/**
 * The row or section an address names is shown and marked, under instant navigation too.
 *
 * Material moves to a new page with pushState, which leaves `:target` unset; and when the reader scrolled just
 * before the click it restores the old page's scroll position on the new one. Going back keeps Material's position.
 */
import { PAGE, onPage } from "./each_page.mjs";

/** Material writes the scroll position down this long after the last scroll; look after that. */
const SETTLED_MS = 250;

let cameBack = false;
let path = location.pathname;
addEventListener("popstate", () => {
  cameBack = true;
});

function showTarget() {
  const isNewPage = location.pathname !== path;
  path = location.pathname;
  const isReturn = cameBack;
  cameBack = false;
  if (!isNewPage || isReturn || location.hash.length < 2) return;
  const { hash } = location;
  setTimeout(() => {
    const named = elementNamed(hash);
    // The same address again, without an entry of its own: the browser scrolls there and sets :target.
    if (named && location.hash === hash && !named.matches(":target")) location.replace(hash);
  }, SETTLED_MS);
}

/** @param {string} hash @returns {HTMLElement | null} */
function elementNamed(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null; // not every address decodes
  }
}

/** A fold of the text does not hide what an address names. */
function unfold() {
  const named = elementNamed(location.hash);
  for (let fold = named?.parentElement?.closest("details"); fold; fold = fold.parentElement?.closest("details")) {
    if (fold.open || !fold.closest(".sheet__body")) continue;
    fold.open = true;
    named?.scrollIntoView();
  }
}

addEventListener("hashchange", unfold);
onPage(PAGE, () => {
  showTarget();
  unfold();
});
