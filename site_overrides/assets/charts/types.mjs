/**
 * The shapes between the figures (what is to be seen, computed from a result), the drawings and the page. Types only.
 *
 * @typedef {object} Row  of a table of figures
 * @property {string} label
 * @property {string} [motion]  whose mark stands before the label
 * @property {string[]} cells
 * @property {boolean} [isOwn]  where the reader's own answer lies
 *
 * @typedef {{caption: string, head: string[], rows: Row[]}} Table  head: above the labels, then above each cell
 *
 * @typedef {object} NotePart  text, a link to a page of the site, or a way to a question
 * @property {string} text
 * @property {string | null} [url]  relative to the site root
 * @property {string} [question]
 *
 * @typedef {object} FigureWords
 * @property {string} summary  one or two sentences that say what there is to see
 * @property {NotePart[][]} notes  sentences below the drawing
 * @property {Table} table  the same figures
 * @property {number} height  of the drawing, in em of its own type; kept free before it arrives
 *
 * @typedef {{width: number, em: number}} Room  in px
 *
 * @typedef {object} Placed  a label at the end of a line
 * @property {string} motion
 * @property {string} label
 * @property {number} y  in px, where its line ends
 * @property {boolean} isOut  ruled out
 *
 * @typedef {(data: unknown, options?: object) => object} Mark
 * @typedef {{apply: (value: unknown) => number}} Scale
 * @typedef {{plot: (options: object) => SVGSVGElement & {scale: (name: string) => Scale}, barX: Mark, line: Mark,
 *   link: Mark, rect: Mark,
 *   ruleX: Mark, ruleY: Mark, dot: Mark, text: Mark, axisX: Mark, axisY: Mark, gridY: Mark}} Plot  what is used of
 * Observable Plot
 */

export {};
