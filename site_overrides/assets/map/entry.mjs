/**
 * On every page, and small: links inside the pictures keep Material's instant loading, and the map is fetched where
 * there is one to draw.
 */

/**
 * A click on a link inside a picture, handed to a plain link: instant loading knows only those.
 *
 * @param {MouseEvent} event
 */
export function onClick(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = event.target instanceof Element ? event.target.closest("svg.ties a") : null;
  if (!(link instanceof SVGAElement)) return;
  event.preventDefault();
  follow(new URL(link.href.baseVal, document.baseURI).href);
}

/** Go to a page of this site the way a click on a link does. @param {string} address */
export function follow(address) {
  const link = document.createElement("a");
  link.href = address;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}

async function startMaps() {
  const root = document.querySelector("[data-map]:not([data-started])");
  if (!(root instanceof HTMLElement)) return;
  root.dataset.started = "";
  try {
    const { startMap } = await import("./app.mjs");
    await startMap(root);
  } catch (error) {
    console.error("map:", error);
    const status = root.querySelector("[data-map-status]");
    if (status) status.textContent = "The map could not be drawn. The list below has every page; reload to try again.";
  }
}

document.addEventListener("click", onClick);
const { document$ } = /** @type {{document$?: {subscribe: (next: () => void) => void}}} */ (
  /** @type {unknown} */ (window)
);
if (document$) document$.subscribe(() => void startMaps());
else void startMaps();
