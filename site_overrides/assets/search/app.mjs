/**
 * On every page: opens search on a click, `/` or Ctrl-K, and takes up the list of `/browse/`. Everything else is loaded
 * when it is first used.
 */

import { onPage } from "../page/each_page.mjs";
import { bringOpenedSheet } from "../page/opened_sheet.mjs";
import { loadPart } from "../page/parts.mjs";

/** Keys go to whoever is being typed into. @param {EventTarget | null} target @returns {boolean} */
function isTypedInto(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select"))
  );
}

/** What is typed while the dialog is on its way: a reader who knows the page types on at once. @type {string | null} */
let early = null;

/** @param {Element | null} from  where the focus goes back to */
async function open(from) {
  if (early !== null) return;
  early = "";
  try {
    const [{ openSearch }] = await Promise.all([loadPart(() => import("./dialog.mjs")), bringOpenedSheet()]);
    // Given up in the meantime, with Escape.
    if (early === null) return;
    const typed = early;
    early = null;
    await openSearch(from, typed);
  } catch (error) {
    early = null;
    // The dialog itself could not be loaded: the list of everything is still there.
    console.error("search could not be opened", error);
    location.href = new URL("../../browse/", import.meta.url).href;
  }
}

document.addEventListener(
  "click",
  (event) => {
    const way = event.target instanceof Element ? event.target.closest("[data-search-open]") : null;
    if (
      !way ||
      event.defaultPrevented ||
      event.button !== 0 ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    // Material's instant loading would follow the link.
    event.stopPropagation();
    void open(way);
  },
  { capture: true },
);

/** Take a key that is meant for the field. @param {KeyboardEvent} event @param {string} typed */
function keep(event, typed) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key.length === 1) early = typed + event.key;
  else if (event.key === "Backspace") early = [...typed].slice(0, -1).join("");
  else if (event.key === "Escape") early = null;
  else if (event.key !== "Enter") return;
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("keydown", (event) => early === null || keep(event, early), { capture: true });
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const isShortcut =
    (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k";
  const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTypedInto(event.target);
  if (!isShortcut && !isSlash) return;
  event.preventDefault();
  void open(document.activeElement);
});

onPage("form[data-finder]", async (form, signal) => {
  const { mountFinder } = await loadPart(() => import("./finder.mjs"));
  if (!(form instanceof HTMLFormElement) || signal.aborted) return;
  mountFinder(form, signal);
  form.dataset.mounted = "yes"; // from here on it answers
});
