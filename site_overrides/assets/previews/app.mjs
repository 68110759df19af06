/**
 * Previews of the pages that links lead to, for the pointer and the keyboard.
 *
 * The card opens when the pointer rests on a link or the keyboard reaches it, stays while either is on the link or
 * the pointer on the card, and closes on Escape without moving either. It holds text only: the link itself is the way.
 */

import { PAGE, onPage } from "../page/each_page.mjs";
import { card, fill, hide, place, show } from "./card.mjs";
import { loadPreviews, siteUrl, tieBetween } from "./data.mjs";

const REST = 220;
const LEAVE = 220;
/** A card that was open a moment ago: the reader is looking around, so the next one comes sooner. */
const SOON = 80;
const CHROME =
  ".md-header, .md-sidebar, .md-skip, .colophon, .contents, .headerlink, dialog, a.term, [data-no-preview]";

/** @typedef {{link: Element, url: string, by: "pointer" | "keyboard", at: number | null}} Subject */

/** @type {Subject | null} */
let shown = null;
/** @type {Subject | null} */
let wanted = null;
let opening = 0;
let closing = 0;
let closedAt = -Infinity;

/** @param {EventTarget | null} target @returns {{link: Element, url: string} | null}  null: nothing to preview */
function linkAt(target) {
  const link = target instanceof Element ? target.closest("a") : null;
  if (!link || link.closest(CHROME)) return null;
  const address = link instanceof SVGAElement ? link.href.baseVal : link.href;
  if (!address) return null;
  const url = siteUrl(new URL(address, document.baseURI));
  // On the same page there is nothing to preview: the reader is there.
  return url === null || url === here() ? null : { link, url };
}

/** @returns {string} */
function here() {
  return siteUrl(new URL(location.href)) ?? "";
}

/** @param {Subject} subject */
async function open(subject) {
  try {
    const previews = await loadPreviews();
    const page = previews.pages[previews.place.get(subject.url) ?? -1];
    if (wanted !== subject || !page || !subject.link.isConnected) return;
    const reason = subject.link.closest(".entries") ? "" : reasonFor(subject.url);
    release();
    fill(page, tieBetween(previews, here(), subject.url), reason);
    show(subject.link, subject.at);
    shown = subject;
    describe(subject.link, true);
  } catch (error) {
    // Without its preview a link is still a link.
    console.warn("link previews:", error);
  }
}

/** The reason this page's own list of relations gives. @param {string} url @returns {string} */
function reasonFor(url) {
  for (const entry of document.querySelectorAll(".entries > li")) {
    const link = entry.querySelector("a");
    if (link && siteUrl(new URL(link.href)) === url) return entry.querySelector("p")?.textContent?.trim() ?? "";
  }
  return "";
}

/**
 * Tell a screen reader about the card, keeping what described the link before.
 *
 * @param {Element} link
 * @param {boolean} is
 */
function describe(link, is) {
  const others = (link.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== card().id);
  const ids = is ? [...others, card().id] : others;
  if (ids.length > 0) link.setAttribute("aria-describedby", ids.join(" "));
  else link.removeAttribute("aria-describedby");
}

function release() {
  if (shown) describe(shown.link, false);
  shown = null;
}

function close() {
  clearTimeout(opening);
  wanted = null;
  closeShown();
}

/** Close the card and leave alone what the reader has turned to meanwhile. */
function closeShown() {
  clearTimeout(closing);
  if (!shown) return;
  if (wanted === shown) wanted = null;
  closedAt = performance.now();
  release();
  hide();
}

/** @param {Subject} subject */
function ask(subject) {
  clearTimeout(opening);
  clearTimeout(closing);
  if (shown?.link === subject.link) {
    wanted = shown;
    return;
  }
  wanted = subject;
  const isLooking = shown !== null || performance.now() - closedAt < 400;
  opening = setTimeout(() => void open(subject), isLooking ? SOON : REST);
}

/** @param {PointerEvent} event */
function onPointerOver(event) {
  if (event.pointerType === "touch") return;
  if (event.target instanceof Node && card().contains(event.target)) {
    clearTimeout(closing);
    clearTimeout(opening);
    return;
  }
  const found = linkAt(event.target);
  if (found) {
    if (wanted?.link !== found.link || shown) ask({ ...found, by: "pointer", at: event.clientX });
    return;
  }
  clearTimeout(opening);
  if (!shown) wanted = null;
  else if (shown.by === "pointer") {
    clearTimeout(closing);
    closing = setTimeout(close, LEAVE);
  }
}

/** @param {FocusEvent} event */
function onFocusIn(event) {
  const found = linkAt(event.target);
  if (found && found.link.matches(":focus-visible")) ask({ ...found, by: "keyboard", at: null });
}

/** @param {FocusEvent} event */
function onFocusOut(event) {
  if (shown?.by === "keyboard" && shown.link === event.target) close();
  else if (wanted?.by === "keyboard" && wanted.link === event.target) close();
}

/** Before anyone else: Escape closes the card alone, not also what lies below it. @param {KeyboardEvent} event */
function onKeyDown(event) {
  if (event.key !== "Escape" || !shown) return;
  event.stopPropagation();
  event.preventDefault();
  close();
  closedAt = -Infinity;
}

let waits = false;
function onMove() {
  if (!shown || waits) return;
  waits = true;
  requestAnimationFrame(() => {
    waits = false;
    if (!shown) return;
    const { top, bottom } = shown.link.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) closeShown();
    else place(shown.link, shown.at);
  });
}

document.addEventListener("pointerover", onPointerOver);
document.documentElement.addEventListener("pointerleave", () => {
  clearTimeout(opening);
  if (shown?.by === "pointer") closing = setTimeout(close, LEAVE);
});
document.addEventListener("focusin", onFocusIn);
document.addEventListener("focusout", onFocusOut);
document.addEventListener("keydown", onKeyDown, { capture: true });
document.addEventListener("click", close, { capture: true });
addEventListener("scroll", onMove, { passive: true, capture: true });
addEventListener("resize", close, { passive: true });
onPage(PAGE, close);
