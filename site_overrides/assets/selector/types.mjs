/**
 * The shapes the selector's modules share. Types only: nothing here runs.
 *
 * @typedef {{from: number | null, to: number | null, from_closed: boolean, to_closed: boolean}} Band  null: no bound
 * @typedef {{from: number, to: number, from_closed?: boolean, to_closed?: boolean}} Range  its ends belong to it unless
 *   they are said not to
 * @typedef {string | number | Range} Answer  an option or band id, a figure, or a range of figures
 * @typedef {Record<string, Answer>} Answers  by question id; a question not in it is "not sure"
 *
 * @typedef {object} Option
 * @property {string} id
 * @property {string} label
 * @property {Band | null} range  for the bands of a numeric question
 *
 * @typedef {object} Question
 * @property {string} id
 * @property {string} label
 * @property {"option" | "number"} kind
 * @property {string} role  fit, readiness, economics or transition
 * @property {string} unit
 * @property {number} min
 * @property {number} max
 * @property {string} url
 * @property {boolean} needsCustomers  only somebody who has customers can answer it
 * @property {Option[]} options
 *
 * @typedef {{field: string, value: string, why: string}} Dropped  an address parameter that was not used
 *
 * @typedef {import("./result_types.mjs").Contribution} Contribution
 * @typedef {import("./result_types.mjs").Veto} Veto
 * @typedef {import("./result_types.mjs").RankedMotion} RankedMotion
 * @typedef {import("./result_types.mjs").Flip} Flip
 * @typedef {Omit<import("./result_types.mjs").Result, "answers"> & {answers: Answers}} Result  as the page gave them
 * @typedef {import("./result_types.mjs").Economics} Economics
 * @typedef {import("./result_types.mjs").MotionEconomics} MotionEconomics
 * @typedef {import("./result_types.mjs").Hybrid} Hybrid
 * @typedef {import("./result_types.mjs").ErrorResult} ErrorResult
 * @typedef {import("./result_types.mjs").Difference} Difference
 * @typedef {import("./result_types.mjs").Piece} Piece
 * @typedef {import("./result_types.mjs").Item["sources"][number]} Reference
 * @typedef {import("./result_types.mjs").Stretch} Threshold
 *
 * Messages between the page and the worker.
 * @typedef {{type: "start", manifestUrl: string, rulesUrl: string, isRetry?: boolean}
 *   | {type: "ask", id: number, request: string} | {type: "call"}} ToWorker
 * @typedef {{type: "stage", stage: Stage} | {type: "here"}
 *   | {type: "progress", loaded: number, total: number}
 *   | {type: "note", message: string}
 *   | {type: "ready", via: "snapshot" | "wheel", compileMs: number}
 *   | {type: "answer", id: number, text: string}
 *   | {type: "refused", id: number, message: string}
 *   | {type: "failed", stage: Stage, message: string}} FromWorker
 * @typedef {"worker" | "manifest" | "runtime" | "rules" | "calculator" | "answers"} Stage
 *
 * @typedef {object} RuntimeFile
 * @property {string} url  relative to the manifest
 * @property {number} bytes
 * @property {number} raw_bytes  once unpacked
 * @property {string} sha256  of the bytes as served
 *
 * @typedef {{readable: ReadableStream<Uint8Array<ArrayBuffer>>, writable: WritableStream<Uint8Array<ArrayBuffer>>}}
 *   Unpacker
 *
 * @typedef {{length: number, snapshot_offset: number, wasm_offset: number}} StaticData  shared by snapshot and module
 *
 * @typedef {object} Manifest
 * @property {number} schema
 * @property {string} pyodide
 * @property {string} python
 * @property {string} index  folder of the runtime, relative to the manifest
 * @property {object} lock  Pyodide's list of packages, without any
 * @property {{loader: RuntimeFile, asm: RuntimeFile, wasm: RuntimeFile, rules?: RuntimeFile, whole_asm: RuntimeFile,
 *   whole_wasm: RuntimeFile, stdlib: RuntimeFile, wheel: RuntimeFile,
 *   snapshot: RuntimeFile & {static_data: StaticData, memory_bytes: number}}} files  without `rules` where they are not
 *   in a memory of their own; `asm` and `wasm` are cut, `whole_` is as published
 */

export {};
