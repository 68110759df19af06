/**
 * What is known of every page: one file, asked for when a reader first rests on a link, kept for the session.
 *
 * @typedef {object} PreviewPage
 * @property {string} url  under the site's root
 * @property {string} [title]
 * @property {string} [one_liner]
 * @property {string} [kind]
 * @property {string} [category]
 * @property {string} [source]
 * @property {Record<string, number[]>} [ties]  places of the tied pages, by type
 *
 * @typedef {object} Previews
 * @property {PreviewPage[]} pages
 * @property {Map<string, number>} place  by url
 */

import { ownWords } from "../page/own_words.mjs";

export const ROOT = new URL("../../", import.meta.url);
const SOURCE = new URL("api/v1/previews.json", ROOT);

const TIES = /** @type {const} */ ({
  prerequisite: "Read before this page",
  "leads-to": "Read after this page",
  alternative: "Alternative to this page",
  complements: "Complements this page",
  contradicts: "Contradicts this page",
  related: "Related to this page",
  mentions: "Mentioned on this page",
  "mentioned-by": "Links to this page",
});

/** @type {Promise<Previews> | null} */
let asked = null;

/** @returns {Promise<Previews>}  the same promise for all; a failed one is asked for again */
export function loadPreviews() {
  asked ??= fetchPreviews().catch((error) => {
    asked = null;
    throw error;
  });
  return asked;
}

/** @returns {Promise<Previews>} */
async function fetchPreviews() {
  const response = await fetch(SOURCE);
  if (!response.ok) throw new Error(`${SOURCE.pathname}: ${response.status}`);
  const { pages } = /** @type {{pages: PreviewPage[]}} */ (await response.json());
  return { pages, place: new Map(pages.map((page, index) => [page.url, index])) };
}

/** @param {URL} address @returns {string | null}  under the site's root, without file name; null: not of this site */
export function siteUrl(address) {
  if (!address.href.startsWith(ROOT.href)) return null;
  return decodeURI(address.pathname.slice(ROOT.pathname.length)).replace(/(^|\/)index\.html$/, "$1");
}

/**
 * How the page a link leads to is tied to the page it stands on.
 *
 * @param {Previews} previews @param {string} from @param {string} to
 * @returns {string}  empty where they are not
 */
export function tieBetween(previews, from, to) {
  const target = previews.place.get(to);
  const ties = previews.pages[previews.place.get(from) ?? -1]?.ties ?? {};
  for (const [type, words] of Object.entries(TIES)) {
    if (target !== undefined && ties[type]?.includes(target)) return ownWords(words);
  }
  return "";
}
