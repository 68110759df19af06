/**
 * Runs something for each element that a page brings, and lets go of it when the next page takes its place: under
 * instant navigation the document stays and its content changes.
 */

/** What instant navigation replaces on every page. */
export const PAGE = "[data-md-component=container]";

/** Set by the theme's shell; replays the current page to whoever comes late. Absent in a page without it. */
const { document$ } = /** @type {{document$?: {subscribe: (next: () => void) => void}}} */ (
  /** @type {unknown} */ (globalThis.window ?? {})
);

/**
 * Mount on every element that matches, now and on each page to come.
 *
 * @param {string} selector
 * @param {(root: HTMLElement, signal: AbortSignal) => void | Promise<void>} mount  the signal is aborted when the
 *   element has left the page: give it to each listener on what outlives the element (window, document, a session, a
 *   media query), and disconnect observers with it
 */
export function onPage(selector, mount) {
  /** @type {Map<HTMLElement, AbortController>} */
  const mounted = new Map();
  const takeUp = () => {
    for (const [root, controller] of mounted) {
      if (root.isConnected) continue;
      mounted.delete(root);
      controller.abort();
    }
    for (const root of document.querySelectorAll(selector)) {
      if (!(root instanceof HTMLElement) || mounted.has(root)) continue;
      const controller = new AbortController();
      mounted.set(root, controller);
      // One part that fails must not keep the others of the page from coming up.
      const up = async () => mount(root, controller.signal);
      up().catch((error) => console.error(`${selector}:`, error));
    }
  };
  if (document$) document$.subscribe(takeUp);
  else if (typeof document !== "undefined") takeUp();
}
