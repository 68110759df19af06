/**
 * On every page, and small: links inside the pictures keep Material's instant loading, and the map is fetched where
 * there is one to draw.
 */
import { onPage } from "../page/each_page.mjs";
import { follow } from "../page/follow.mjs";
import { loadPart } from "../page/parts.mjs";
import { ownWords } from "../page/own_words.mjs";

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

/** @param {HTMLElement} root @param {AbortSignal} signal */
async function startMaps(root, signal) {
  // Read while they hold: the reader may be on the way to the next page before the map is there.
  const graph = new URL(root.dataset.graph ?? "", location.href);
  const base = new URL(root.dataset.base ?? ".", location.href);
  try {
    const { startMap } = await loadPart(() => import("./app.mjs"));
    await startMap(root, graph, base, signal);
  } catch (error) {
    if (signal.aborted) return; // the reader has gone on
    console.error("map:", error);
    const status = root.querySelector("[data-map-status]");
    if (status)
      status.textContent = ownWords("The map could not be drawn. The list below has every page; reload to try again.");
  }
}

document.addEventListener("click", onClick);
onPage("[data-map]", startMaps);
