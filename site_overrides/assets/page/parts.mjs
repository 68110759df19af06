/**
 * Parts of the scripts that are fetched when they are first wanted, and what is said when one does not come: most
 * often the site was published anew, and the files this page names are gone.
 */
import { PAGE, onPage } from "./each_page.mjs";
import { ownWords } from "./own_words.mjs";

export const UPDATED = "The site was updated since this page was loaded. Reload to go on; your answers are kept.";

/** Set by the template on what every page brings: which build it is of. */
const BUILD = "data-build";

/**
 * @template T
 * @param {() => Promise<T>} load  an import
 * @returns {Promise<T>}  rejects when the part does not come; the page has then been told if the site was updated
 */
export async function loadPart(load) {
  try {
    return await load();
  } catch (error) {
    await tellIfUpdated();
    throw error;
  }
}

/** @type {Promise<boolean> | null} */
let asking = null;

/** @returns {Promise<boolean>}  whether the site is newer than this page; then the page says so */
export function tellIfUpdated() {
  asking ??= isUpdated().then((updated) => {
    if (updated) tell();
    else asking = null;
    return updated;
  });
  return asking;
}

async function isUpdated() {
  try {
    const response = await fetch(location.href.split("#", 1)[0] ?? "", { cache: "no-cache" });
    const [, build] = new RegExp(`${BUILD}="([^"]*)"`).exec(await response.text()) ?? [];
    return build !== undefined && build !== buildOf(document);
  } catch {
    return false; // no network: another matter
  }
}

/** @param {ParentNode} page */
function buildOf(page) {
  return page.querySelector(`[${BUILD}]`)?.getAttribute(BUILD);
}

function tell() {
  const note = document.createElement("div");
  note.className = "page-note";
  note.setAttribute("role", "alert");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = ownWords("Reload");
  button.addEventListener("click", () => location.reload());
  note.append(ownWords(UPDATED), " ", button);
  document.body.append(note);
}

/** The build these scripts are of. @type {string | null | undefined} */
let own;
// Instant loading has brought a page of a newer build to older scripts: take the whole of it.
onPage(PAGE, (page) => {
  const build = buildOf(page);
  own ??= build;
  if (build !== own) location.reload();
});
