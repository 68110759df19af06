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
 * @typedef {{kind: "link", text: string, page: string | null, url: string | null}
 *   | {kind: "citation", key: string, at: number | null, label: string, url: string | null}
 *   | {kind: "inference", text: string}} Reference
 *
 * @typedef {object} Contribution
 * @property {string} criterion
 * @property {string} question
 * @property {string | null} answer
 * @property {boolean} inherited
 * @property {string | null} from
 * @property {number} contribution
 * @property {{label: string, url: string | null} | null} row
 * @property {string | null} reading
 * @property {Reference[]} sources
 *
 * @typedef {object} Veto
 * @property {string} id
 * @property {boolean} certain
 * @property {string} label
 * @property {string | null} url
 * @property {string} reading
 * @property {Reference[]} sources
 * @property {Record<string, string[]> | null} [if]
 *
 * @typedef {object} RankedMotion
 * @property {string} motion
 * @property {string} label
 * @property {number} rank
 * @property {boolean} tied
 * @property {boolean} vetoed
 * @property {string | null} url
 * @property {number} fit
 * @property {[number, number]} range
 * @property {number | null} margin_to_next
 * @property {number | null} acceptability
 * @property {Contribution[]} contributions
 * @property {Veto[]} vetoes
 *
 * @typedef {object} Flip
 * @property {string} question
 * @property {string} from_label
 * @property {string} to_label
 * @property {string | null} leader  null: every motion would be out
 * @property {string[]} with
 * @property {number | null} margin
 *
 * @typedef {{from: number | null, to: number | null, label: string, leader: string[]}} Threshold
 * @typedef {Threshold & {from_closed: boolean, to_closed: boolean, fit: Record<string, number>, vetoed: string[]}}
 *   Piece
 *
 * @typedef {object} Result  what the calculator answers (schema 1)
 * @property {string} rules_version
 * @property {number} samples
 * @property {"ok" | "conflict" | "not-enough"} status
 * @property {string} headline
 * @property {string} summary
 * @property {Answers} answers
 * @property {number} answered
 * @property {number} asked
 * @property {{motion: string | null, with: string[], share: number | null, word: string | null, necessary?: boolean |
 *   null}} lead
 * @property {{answered: number, sourced: Record<string, number>}} coverage
 * @property {RankedMotion[]} ranking
 * @property {{kind: string, message: string, veto: string | null}[]} reasons  why there is no verdict
 * @property {{motion: string, ways: Change[][]}[]} relax  when every motion is out: which answers to reconsider
 * @property {Record<string, number[]>} [acceptability]
 * @property {Flip[]} [flips]
 * @property {Record<string, Threshold[]>} [thresholds]
 * @property {Record<string, Piece[]>} [sweep]  the pieces on which all rules are constant, with each motion's fit
 * @property {{question: string, boundary: number, side: string, label: string, leader: string | null}[]} [near]
 * @property {{question: string, low: number, high: number, crosses: boolean}[]} [tornado]
 * @property {{question: string, gain: number} | null} [ask_next]
 * @property {Record<string, number>} [gains]
 * @property {{motion: string, pros: Difference[], cons: Difference[], difference: number, outweighed: boolean}[]}
 *   [why_not]
 * @property {Hybrid[]} [hybrids]
 * @property {{question: string, message: string, url: string | null}[]} [readiness]
 * @property {{advice: string, message: string, url: string | null} | null} [transition]
 * @property {Economics | null} [economics]
 * @property {boolean} [look_again]  another motion reaches more of its own best case than the leader does
 * @property {{id: string, company: string, primary: string, url: string | null, agreement: number, shared: number}[]}
 *   [similar]
 * @property {{page: string, url: string, why: string, title?: string | null}[]} [read_next]
 * @property {string} caution
 *
 * @typedef {object} Economics  money in USD, times in months; null where an input is missing
 * @property {{value: number, is_middle: boolean} | null} acv
 * @property {MotionEconomics[]} motions
 * @property {{deals_per_rep: number | null, cac_from_capacity: number | null, smallest_acv: {deals: number, acv:
 *   number | null}[]}} sales
 * @property {{target_arr: number | null, customers: number | null, sign_ups: number | null, reps: number | null}}
 *   growth
 * @property {{input: string, value: number | null, unit: string, given: boolean, url: string | null}[]} assumptions
 * @property {{figure: string, value: string, sample: string, checked: "read" | "history" | "second-hand", url: string
 *   | null}[]} [benchmarks]
 *
 * @typedef {object} MotionEconomics
 * @property {string} motion
 * @property {number | null} net_acv  what is left of the contract after a partner's or marketplace's share
 * @property {number | null} affordable_cac
 * @property {number | null} cac
 * @property {"answer" | "capacity" | null} cac_basis
 * @property {number | null} payback_months
 * @property {number | null} payback_limit_months
 * @property {boolean | null} within_limit
 * @property {number | null} ltv_cac
 *
 * @typedef {{criterion: string, question: string, answer: string | null, difference: number}} Difference
 * @typedef {{question: string, label: string, from: unknown, to: unknown[]}} Change
 *
 * @typedef {object} Hybrid
 * @property {string} primary
 * @property {string} secondary
 * @property {string} role
 * @property {string | null} url
 * @property {string} reading
 * @property {Reference[]} sources
 *
 * @typedef {{schema: 1, status: "error", errors: {field: string, value: unknown, message: string, allowed?:
 *   unknown[]}[]}} ErrorResult
 *
 * Messages between the page and the worker.
 * @typedef {{type: "start", manifestUrl: string, rulesUrl: string, isRetry: boolean} | {type: "ask", id: number,
 *   request: string} | {type: "call"}} ToWorker
 * @typedef {{type: "stage", stage: Stage} | {type: "here"}
 *   | {type: "progress", loaded: number, total: number}
 *   | {type: "note", message: string}
 *   | {type: "ready", via: "snapshot" | "wheel"}
 *   | {type: "answer", id: number, text: string}
 *   | {type: "refused", id: number, message: string}
 *   | {type: "failed", stage: Stage, message: string}} FromWorker
 * @typedef {"worker" | "manifest" | "runtime" | "rules" | "calculator" | "answers"} Stage
 *
 * @typedef {object} RuntimeFile
 * @property {string} url  relative to the manifest
 * @property {number} bytes
 * @property {number} raw_bytes
 * @property {string} sha256  of the bytes as served
 *
 * @typedef {{length: number, snapshot_offset: number, wasm_offset: number}} StaticData  shared by snapshot and module
 *
 * @typedef {object} Manifest
 * @property {number} schema
 * @property {string} pyodide
 * @property {string} python
 * @property {string} index  folder of the runtime, relative to the manifest
 * @property {object} lock  Pyodide's list of packages, without any
 * @property {{loader: RuntimeFile, asm: RuntimeFile, wasm: RuntimeFile, stdlib: RuntimeFile, wheel: RuntimeFile,
 *   snapshot: RuntimeFile & {static_data: StaticData}}} files
 */

export {};
