/**
 * Unpacks in a script what the browser cannot unpack itself.
 *
 * @import {Unpacker} from "./types.mjs"
 */
import { Gunzip } from "fflate";

/** @returns {Unpacker} */
export function gunzip() {
  /** @type {Gunzip} */
  let packed;
  return new TransformStream({
    start(controller) {
      packed = new Gunzip((piece) => controller.enqueue(piece));
    },
    transform(piece) {
      packed.push(piece);
    },
    flush() {
      packed.push(new Uint8Array(), true);
    },
  });
}
