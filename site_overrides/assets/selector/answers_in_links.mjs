/**
 * Where the browser keeps nothing, the links of the page carry the answers to the next one.
 *
 * @import {Session} from "./session.mjs"
 */
import { toHash } from "./answers.mjs";

/**
 * Links whose # was written here: it is written anew when the answers have changed.
 *
 * @type {WeakSet<HTMLAnchorElement>}
 */
const linksWithAnswers = new WeakSet();

/**
 * From now on, at the touch of a link to another page of the site that leads to no place of its own on it. At the
 * touch, so that a new tab gets the answers too.
 *
 * @param {Session} session
 * @param {URL} base  address of the site root
 */
export function putAnswersIntoLinks(session, base) {
  for (const touch of ["pointerdown", "click"]) {
    addEventListener(
      touch,
      ({ target }) => {
        const link = target instanceof Element ? target.closest("a") : null;
        if (!link || session.isKept !== false || !leadsToPage(link, base)) return;
        linksWithAnswers.add(link);
        link.hash = toHash(session.answers, true);
      },
      { capture: true },
    );
  }
}

/** @param {HTMLAnchorElement} link @param {URL} base */
function leadsToPage(link, base) {
  const isWithin =
    link.origin === base.origin && link.pathname.startsWith(base.pathname) && link.pathname.endsWith("/");
  return isWithin && !link.hasAttribute("download") && (link.hash === "" || linksWithAnswers.has(link));
}
