/**
 * The pictures in the parts they explain: a closed line that unfolds into a sentence, a drawing and the same
 * figures as a table. The sentence and the table are made here; what draws is fetched when a drawing comes into sight.
 *
 * @import {FigureWords, NotePart, Table} from "../charts/types.mjs"
 * @import {Result} from "./types.mjs"
 * @import {View} from "./view.mjs"
 */
import { acceptabilityFigure } from "../charts/figures/acceptability.mjs";
import { contractValueFigure } from "../charts/figures/contract_value.mjs";
import { paybackFigure } from "../charts/figures/payback.mjs";
import { tornadoFigure } from "../charts/figures/tornado.mjs";
import { loadPart } from "../page/parts.mjs";
import { element, find, markOf, setText } from "./dom.mjs";

/**
 * @typedef {object} PictureKind
 * @property {string} title
 * @property {boolean} isOpen  at first
 * @property {(result: Result, view: View) => FigureWords | null} figure
 */

/** By the name of the drawing. @type {Record<string, PictureKind>} */
const KINDS = {
  acceptability: { title: "how often each takes each place", isOpen: true, figure: acceptabilityFigure },
  "contract-value": { title: "fit at every contract value", isOpen: false, figure: contractValueFigure },
  tornado: { title: "how far each question can move the lead", isOpen: false, figure: tornadoFigure },
  payback: { title: "when a customer has paid back", isOpen: false, figure: paybackFigure },
};

/**
 * The pictures of each panel: they outlive the results they show, so that what was opened stays open.
 *
 * @type {WeakMap<HTMLElement, Map<string, Picture>>}
 */
const kept = new WeakMap();

/**
 * @param {string} id  acceptability, contract-value, tornado or payback
 * @param {Result} result
 * @param {View} view
 * @returns {Node[]}  empty: nothing to see
 */
export function pictureOf(id, result, view) {
  const kind = KINDS[id];
  const figure = result.answered > 0 ? kind?.figure(result, view) : null;
  if (!kind || !figure) return [];
  const pictures = kept.get(view.root) ?? new Map();
  kept.set(view.root, pictures);
  const picture = pictures.get(id) ?? new Picture(id, kind, view);
  pictures.set(id, picture);
  picture.show(figure);
  return [picture.root];
}

/** For ids that no other picture of the page has. */
let counter = 0;

class Picture {
  /** @type {FigureWords | null} */
  #figure = null;
  /**
   * What is on the page: the figure and the width it was drawn for.
   *
   * @type {{figure: FigureWords | null, width: number}}
   */
  #drawn = { figure: null, width: 0 };

  /** @param {string} id @param {PictureKind} kind @param {View} view */
  constructor(id, kind, view) {
    this.id = id;
    this.view = view;
    const summary = `picture-${id}-${counter++}`;
    this.drawing = element("div.picture__drawing", {
      role: "img",
      "aria-label": `Drawing: ${kind.title}`,
      "aria-describedby": summary,
    });
    this.failure = element(
      "div.picture__failure",
      { hidden: "" },
      element("p", { role: "status" }),
      element("button.action", { type: "button" }, "Try again"),
    );
    this.notes = element("div");
    this.table = element(
      "details.more.picture__table",
      {},
      element("summary", {}, "The same figures as a table"),
      element("div.table-scroll", { tabindex: "0", role: "region", "aria-label": `Table: ${kind.title}` }),
    );
    this.root = element(
      "details.more.picture",
      { "data-picture": id, ...(kind.isOpen ? { open: "" } : {}) },
      element("summary", {}, `Picture: ${kind.title}`),
      element("p.picture__summary", { id: summary }),
      this.drawing,
      this.failure,
      this.notes,
      this.table,
    );
    find(this.failure, "button").addEventListener("click", () => {
      this.drawing.hidden = false; // coming into sight again, it is drawn
    });
    // Unfolding it, or anything around it, gives it a width; so does turning a phone.
    new ResizeObserver(() => this.#draw()).observe(this.drawing);
  }

  /** @param {FigureWords} figure */
  show(figure) {
    this.#figure = figure;
    this.drawing.style.blockSize = `${figure.height}em`;
    setText(find(this.root, ".picture__summary"), figure.summary);
    this.notes.replaceChildren(...figure.notes.map((parts) => noteOf(parts, this.view)));
    find(this.table, ".table-scroll").replaceChildren(tableOf(figure.table));
    this.#draw();
  }

  async #draw() {
    const figure = this.#figure;
    const width = this.drawing.clientWidth;
    if (!figure || width === 0 || (this.#drawn.figure === figure && this.#drawn.width === width)) return;
    // Measured while it is in the page: the reader may have gone on when the drawing library is there.
    const em = Number.parseFloat(getComputedStyle(this.drawing).fontSize);
    try {
      const { draw } = await loadPart(() => import("../charts/draw.mjs"));
      const svg = await draw(this.id, figure, { width, em }, this.view.base);
      // Answered again or turned meanwhile: the newer drawing is on its way.
      if (figure !== this.#figure || width !== this.drawing.clientWidth) return;
      this.#drawn = { figure, width };
      this.drawing.replaceChildren(svg);
      this.#say("");
    } catch (error) {
      console.warn("selector: a picture could not be drawn", error);
      this.#say("This could not be drawn: a file it needs did not load. The table has the same figures.");
    }
  }

  /** Why there is no drawing; empty when there is one. @param {string} sentence */
  #say(sentence) {
    const hasFailed = sentence !== "";
    this.failure.hidden = !hasFailed;
    this.drawing.hidden = hasFailed;
    setText(find(this.failure, "p"), sentence);
    if (hasFailed) this.table.setAttribute("open", "");
  }
}

/** @param {NotePart[]} parts @param {View} view */
function noteOf(parts, view) {
  return element(
    "p.note",
    {},
    ...parts.map(({ text, url, question }) => {
      if (question) {
        const button = element("button.action", { type: "button" }, text);
        button.addEventListener("click", () => view.goTo(question));
        return button;
      }
      return url ? element("a", { href: new URL(url, view.base).href }, text) : text;
    }),
  );
}

/** @param {Table} table */
function tableOf({ caption, head, rows }) {
  const [corner = "", ...columns] = head;
  return element(
    "table.figures",
    {},
    element("caption", {}, element("span", {}, caption)),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, corner),
        ...columns.map((column) => element("th.number", { scope: "col" }, column)),
      ),
    ),
    element(
      "tbody",
      {},
      ...rows.map(({ label, motion, cells, isOwn }) =>
        element(
          isOwn ? "tr.is-own" : "tr",
          {},
          element("th", { scope: "row" }, motion ? markOf(motion) : null, motion ? ` ${label}` : label),
          ...cells.map((cell) => element("td.number", {}, cell)),
        ),
      ),
    ),
  );
}
