/**
 * The drawings by the name of their figure, and the library they are drawn with, fetched once when first wanted.
 *
 * @import {Plot, Room} from "./types.mjs"
 */
import { drawAcceptability } from "./drawings/acceptability.mjs";
import { drawContractValue } from "./drawings/contract_value.mjs";
import { drawPayback } from "./drawings/payback.mjs";
import { drawTornado } from "./drawings/tornado.mjs";

/** @type {Record<string, (Plot: Plot, figure: any, room: Room) => SVGSVGElement>} */
const DRAWINGS = {
  acceptability: drawAcceptability,
  "contract-value": drawContractValue,
  tornado: drawTornado,
  payback: drawPayback,
};

/** @type {Promise<Plot> | null} */
let library = null;
let failures = 0;

/**
 * @param {string} id
 * @param {object} figure
 * @param {Room} room
 * @param {URL} base  address of the site root
 * @returns {Promise<SVGSVGElement>}
 */
export async function draw(id, figure, room, base) {
  const drawing = DRAWINGS[id];
  if (!drawing) throw new Error(`there is no drawing “${id}”`);
  return drawing(await loadPlot(base), figure, room);
}

/** @param {URL} base @returns {Promise<Plot>} */
function loadPlot(base) {
  // A browser remembers that an address failed: another try needs another address.
  const address = new URL(`assets/charts/plot.mjs${failures > 0 ? `?again=${failures}` : ""}`, base).href;
  library ??= import(address).then(
    (module) => module.default,
    (error) => {
      library = null;
      failures += 1;
      throw error;
    },
  );
  return library;
}
