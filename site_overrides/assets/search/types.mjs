/**
 * Shapes of what search loads, shows and remembers.
 *
 * @typedef {object} ListedDocument  one page in pagefind/documents.json
 * @property {string} id  Pagefind's identifier; empty when the index could not be made
 * @property {string} url  relative to the site's root
 * @property {string} title
 * @property {string} [about]  one-liner
 * @property {string[]} [aliases]
 * @property {Record<string, number[]>} facets  places in `values`
 *
 * @typedef {object} DocumentList
 * @property {1} schema
 * @property {[string, string][]} facets  name and label of those offered, in order
 * @property {Record<string, [string, string][]>} values  by facet, slug and label of every value
 * @property {ListedDocument[]} documents
 * @property {string[]} wanted
 * @property {{one: string, many: string}} nouns  what the selector ranks, as a heading begins
 *
 * @typedef {object} Fragment  what Pagefind knows of one page for one query
 * @property {string} excerpt  text with <mark>, already escaped
 * @property {string} content  the whole text
 * @property {{title: string, url: string, excerpt: string, anchor?: {id: string, element: string}}[]} sub_results
 *
 * @typedef {object} Match
 * @property {string} id
 * @property {number} score
 * @property {() => Promise<Fragment>} data
 *
 * @typedef {object} Pagefind
 * @property {(options: Record<string, unknown>) => Promise<void>} options
 * @property {() => Promise<void>} init
 * @property {(query: string) => Promise<{results: Match[]}>} search
 *
 * @typedef {object} Hit
 * @property {ListedDocument} document
 * @property {number} score
 * @property {boolean} byName  found by its name rather than by its text
 * @property {Match | null} match
 *
 * @typedef {object} Answer
 * @property {string} query
 * @property {Hit[]} hits  best first, before any filter
 * @property {[string, string][]} corrections  word as typed, word searched instead
 * @property {ListedDocument[]} near  pages with a similar name, when nothing was found
 * @property {string | null} wanted  a page of that name that nobody has written
 * @property {boolean} namesOnly  the index of texts could not be loaded
 */
export {};
