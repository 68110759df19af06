/**
 * The sheet for what a reader opens: the selector's panel, the dialog of search. A page on which the selector stands
 * open brings it; every other one names it.
 */

/** @type {{link: HTMLLinkElement, isThere: Promise<void>} | null} */
let coming = null;

/**
 * Put the sheet into the page that is there now: instant loading takes from the head what the next page did not bring.
 *
 * @returns {Promise<void>}  when it holds, or did not come: what is opened plain is better than not at all
 */
export function bringOpenedSheet() {
  const address = document.querySelector("[data-opened-sheet]")?.getAttribute("data-opened-sheet");
  if (coming?.link.isConnected) return coming.isThere;
  if (!address || document.querySelector(`link[rel="stylesheet"][href$="${address}"]`)) return Promise.resolve();
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(`../../${address}`, import.meta.url).href;
  const isThere = new Promise((/** @type {(value: void) => void} */ resolve) => {
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => {
      console.error("the sheet of what is opened could not be loaded:", link.href);
      link.remove(); // whoever opens something next asks again
      resolve();
    });
  });
  coming = { link, isThere };
  document.head.append(link);
  return isThere;
}
