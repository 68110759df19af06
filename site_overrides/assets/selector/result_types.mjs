/**
 * The shapes of a result, generated from hooks/kb/published/result.py (`pytest tests/kb/published/test_typed_schema.py
 * --rewrite-golden`). Types only: nothing here runs.
 *
 * @typedef {object} Ask  An open question, and why it is asked.
 * @property {string} question  a question's id
 * @property {number} gain  percent of all there is to know about who leads that its answer tells on average
 * @property {number} changes  percent of the variations in which its answer puts another motion first
 * @property {string[]} between  the motions it decides between; empty where it cannot change who leads
 * @property {string} why
 *
 * @typedef {object} Assumption  One input of the economics.
 * @property {string} input
 * @property {number | null} value
 * @property {string} unit
 * @property {boolean} given
 * @property {string | null} url  relative to the site's root; null where the library has no such page
 *
 * @typedef {object} Bar  How far one question can move the lead, in points of fit.
 * @property {string} question  a question's id
 * @property {number} low
 * @property {number} high
 * @property {boolean} crosses  whether some answer puts another motion first
 *
 * @typedef {object} Benchmark  A published figure to compare with.
 * @property {string} figure
 * @property {string} value
 * @property {string} sample
 * @property {"read" | "history" | "second-hand"} checked
 * @property {string | null} url  relative to the site's root; null where the library has no such page
 *
 * @typedef {object} Change
 * @property {string} question  a question's id
 * @property {string | number | Range} from
 * @property {string} from_label
 * @property {string | number | Range} to
 * @property {string} to_label
 *
 * @typedef {object} CitationSource  A recording or a text of somebody else.
 * @property {"citation"} kind
 * @property {string} key
 * @property {number | null} at  second in the recording
 * @property {string} label
 * @property {string | null} url  an address on another site, at that second
 *
 * @typedef {object} ContractValue  The contract value that the economics reckon with, USD in the first year.
 * @property {number | null} value
 * @property {boolean} is_middle  whether it is the middle of a range
 *
 * @typedef {object} Contribution
 * @property {string} criterion
 * @property {string} question  a question's id
 * @property {string} group
 * @property {string | null} answer  the answer in words; null when unanswered
 * @property {number} points  points in force, the mean where the answer leaves several rows open, one decimal
 * @property {number} contribution  points of fit, one decimal; all of a motion's add up to its fit minus 50
 * @property {number | null} given  what the cell itself says; null where it is silent or no single row applies
 * @property {boolean} inherited  whether the points come from the parent motion
 * @property {string | null} from  the motion whose points they are
 * @property {TableRow | null} row  null where no single row applies
 * @property {string | null} reading
 * @property {(LinkSource | CitationSource | InferenceSource)[]} sources
 *
 * @typedef {object} Coverage  Percent of the weight that is answered, and per motion what of that rests on a passage.
 * @property {number} answered
 * @property {Record<string, number | null>} sourced
 *
 * @typedef {object} Difference  What one criterion puts between two motions.
 * @property {string} criterion
 * @property {string} question  a question's id
 * @property {string | null} answer
 * @property {string} favours  a motion's id
 * @property {number} difference  points of fit; positive favours the leader
 * @property {string | null} url  relative to the site's root; null where the library has no such page
 *
 * @typedef {object} Economics  Money in USD, times in months.
 * @property {ContractValue | null} acv
 * @property {MotionEconomics[]} motions
 * @property {Sales} sales
 * @property {Growth} growth
 * @property {Assumption[]} assumptions
 * @property {Benchmark[]} benchmarks
 *
 * @typedef {object} ErrorResult  A request that cannot be answered: every bad field of it at once.
 * @property {1} schema
 * @property {"error"} status
 * @property {Refusal[]} errors
 *
 * @typedef {object} Flip
 * @property {string} question  a question's id
 * @property {string | number | Range} from
 * @property {string} from_label
 * @property {string | number | Range} to
 * @property {string} to_label
 * @property {string | null} leader  who would be first most often; null: no motion could lead
 * @property {string[]} with  those level with it
 * @property {number | null} margin  points of fit before the next
 *
 * @typedef {object} Gap  Something still missing for the motion that leads.
 * @property {string} question  a question's id
 * @property {string} message
 * @property {string | null} url  relative to the site's root; null where the library has no such page
 *
 * @typedef {object} Growth  What the target takes; sign-ups only where customers sign up, sellers only where people
 *   sell.
 * @property {number | null} target_arr
 * @property {number | null} customers
 * @property {number | null} sign_ups
 * @property {number | null} reps
 *
 * @typedef {object} Hybrid  A second motion that goes with a first one.
 * @property {string} id
 * @property {string} primary  a motion's id
 * @property {string} secondary  a motion's id
 * @property {string} role
 * @property {string | null} url  relative to the site's root; null where the library has no such page
 * @property {string} reading
 * @property {(LinkSource | CitationSource | InferenceSource)[]} sources
 * @property {boolean} trigger  whether the row asks for certain answers
 * @property {boolean} applies  whether they are given
 * @property {number} fit_gap
 *
 * @typedef {object} InferenceSource  Our own judgement.
 * @property {"inference"} kind
 * @property {string} text
 *
 * @typedef {object} Item  One entry of a section.
 * @property {string} head
 * @property {string} body  one or more sentences below it; empty where there are none
 * @property {string | null} motion  the motion it speaks of
 * @property {string | null} question  the question it speaks of
 * @property {string | null} url  relative to the site's root; null where the library has no such page
 * @property {(LinkSource | CitationSource | InferenceSource)[]} sources
 * @property {number | null} points  points of fit, where the entry has some
 *
 * @typedef {object} Lead
 * @property {string | null} motion  first most often; null when every motion is ruled out
 * @property {string[]} with  those level with it
 * @property {string[]} named  those that the headline names
 * @property {number | null} share  percent of the variations in which it is first
 * @property {"clear" | "likely" | "leaning" | "level" | "open" | null} word
 * @property {boolean | null} necessary  whether it leads however the open questions turn out, with the weights as
 *   written
 *
 * @typedef {object} LinkSource  A page of the site.
 * @property {"link"} kind
 * @property {string} text
 * @property {string | null} page
 * @property {string | null} url  from the root of the site; null where the site has no such page
 *
 * @typedef {object} MotionEconomics  The unit economics of one motion; null where an input is missing.
 * @property {string} motion  a motion's id
 * @property {boolean} ruled_out
 * @property {number | null} net_acv  USD a year after the partner's or the marketplace's share
 * @property {number | null} cac  USD
 * @property {"answer" | "capacity" | null} cac_basis  the reader's answer, or what one's own sellers cost
 * @property {number | null} cac_ratio  new-customer CAC / net ACV
 * @property {number | null} magic_number  net ACV / CAC: the magic number without churn and expansion
 * @property {number | null} payback_months
 * @property {number | null} payback_limit_months
 * @property {boolean | null} within_limit
 * @property {number | null} affordable_cac  USD, from the limit
 * @property {number | null} ltv  USD, lifetime capped
 * @property {number | null} ltv_uncapped  USD, lifetime 1 / churn; null without churn
 * @property {number | null} ltv_cac
 *
 * @typedef {object} Near
 * @property {string} question  a question's id
 * @property {number} boundary
 * @property {"below" | "above"} side
 * @property {string} label
 * @property {string | null} leader
 * @property {string[]} with
 *
 * @typedef {object} Nouns  What is ranked, as a reader is told.
 * @property {string} one  in the singular, such as database
 * @property {string} many
 *
 * @typedef {object} PairFlip
 * @property {Change[]} changes
 * @property {string | null} leader
 * @property {string[]} with
 * @property {number | null} margin
 *
 * @typedef {object} Piece
 * @property {number | null} from
 * @property {number | null} to
 * @property {boolean} from_closed
 * @property {boolean} to_closed
 * @property {string} label
 * @property {string[]} leader
 * @property {Record<string, number>} fit
 * @property {string[]} vetoed
 *
 * @typedef {object} Range
 * @property {number | null} from  null: no lower limit
 * @property {number | null} to  null: no upper limit
 * @property {boolean} [from_closed]  whether `from` belongs to the range; true when left out
 * @property {boolean} [to_closed]  whether `to` belongs to the range; true when left out
 *
 * @typedef {object} RankedMotion  A motion in its place.
 * @property {string} motion  a motion's id
 * @property {string} label
 * @property {string | null} url  relative to the site's root; null where the library has no such page
 * @property {number} rank  1 is first most often, or has the most fit where nothing was varied
 * @property {boolean} tied
 * @property {boolean} vetoed  certainly ruled out of first place
 * @property {number} fit  0 to 100; 50 is no evidence either way; the mean over open answers
 * @property {string} fit_exact  the same as a fraction
 * @property {[number, number]} range  least and greatest fit over all completions of the answers
 * @property {number | null} margin_to_next  points of fit to the next in the list; null for the last; negative where
 *   the next has more
 * @property {number | null} acceptability  percent of the variations in which it is first; null where none were made
 * @property {Contribution[]} contributions  largest first
 * @property {Veto[]} vetoes
 *
 * @typedef {object} Reading  A page to read next.
 * @property {string} page
 * @property {string | null} title
 * @property {string} url
 * @property {string} why
 *
 * @typedef {object} Reason  Why the status is not ok.
 * @property {"coverage" | "possible-veto" | "conflict"} kind
 * @property {string} message
 * @property {string | null} veto
 *
 * @typedef {object} Reconsidered
 * @property {string} question  a question's id
 * @property {string} label
 * @property {string | number | Range | null} from
 * @property {(string | number | Range)[]} to
 *
 * @typedef {object} Refusal  One field that cannot be used.
 * @property {string} field
 * @property {unknown} value
 * @property {string} message
 * @property {string[]} allowed  what would have been accepted; empty where it cannot be listed
 *
 * @typedef {object} Relaxation  The fewest answers whose change would let a motion lead.
 * @property {string} motion  a motion's id
 * @property {Reconsidered[][]} ways
 *
 * @typedef {object} Result  The answer to a request. Shares are percent with one decimal, fits are points from 0 to
 *   100. Keys are sorted, there are no spaces, and the same request under the same rules gives the same bytes.
 * @property {1} schema
 * @property {string} rules_version
 * @property {Nouns} nouns
 * @property {number} seed
 * @property {number} samples
 * @property {"ok" | "conflict" | "not-enough"} status
 * @property {Reason[]} reasons
 * @property {string} headline
 * @property {string} summary
 * @property {string} caution
 * @property {Record<string, string | number | Range | null>} answers  as they were understood; null is not sure
 * @property {number} answered
 * @property {number} asked
 * @property {Coverage} coverage
 * @property {Lead} lead
 * @property {RankedMotion[]} ranking
 * @property {Relaxation[]} relax
 * @property {Record<string, number[]>} [acceptability]  per motion its share of each rank; the keys from here on come
 *   with `full`
 * @property {Record<string, Record<string, number>>} [pairwise]
 * @property {Flip[]} [flips]
 * @property {PairFlip[]} [pair_flips]
 * @property {Record<string, Stretch[]>} [thresholds]
 * @property {Record<string, Piece[]>} [sweep]
 * @property {Near[]} [near]
 * @property {Weight[]} [weights]
 * @property {Bar[]} [tornado]
 * @property {Ask | null} [ask_next]  null when nothing is open, or no open question can change who leads
 * @property {Ask[]} [asks]  the most useful first
 * @property {Record<string, number>} [gains]  of each open question, as in `asks`
 * @property {string | null} [settled]  the sentence for when no open question can change who leads
 * @property {WhyNot[]} [why_not]
 * @property {Hybrid[]} [hybrids]
 * @property {Gap[]} [readiness]
 * @property {Transition | null} [transition]
 * @property {Economics | null} [economics]  null where the rule base does not ask for it
 * @property {Record<string, number | null>} [own_range]
 * @property {boolean} [look_again]
 * @property {SimilarCompany[]} [similar]
 * @property {Reading[]} [read_next]
 * @property {Section[]} [sections]  everything there is to say, in words and in order
 *
 * @typedef {object} Sales  What one's own sellers reach and cost.
 * @property {number | null} deals_per_rep
 * @property {number | null} cac_from_capacity
 * @property {SmallestContract[]} smallest_acv
 *
 * @typedef {object} Section  What a result says under one title.
 * @property {string} id  fixed name, such as `why`; `versus-` and a motion for the reasons against that one
 * @property {string} title
 * @property {Item[]} items  never empty
 *
 * @typedef {object} SimilarCompany  A company whose answers agree.
 * @property {string} id
 * @property {string} company
 * @property {string} primary  a motion's id
 * @property {string | null} url  relative to the site's root; null where the library has no such page
 * @property {number} agreement  percent, by weight, of what both answered
 * @property {number} shared  questions that both answered
 *
 * @typedef {object} SmallestContract  The contract value from which a seller pays back.
 * @property {number} deals
 * @property {number | null} acv
 *
 * @typedef {object} Stretch
 * @property {number | null} from
 * @property {number | null} to
 * @property {boolean} from_closed
 * @property {boolean} to_closed
 * @property {string} label
 * @property {string[]} leader  all that lead; empty when every motion is ruled out
 *
 * @typedef {object} TableRow  A row of a table of rules.
 * @property {string} label
 * @property {string | null} url  relative to the site's root; null where the library has no such page
 *
 * @typedef {object} Transition  The advice about today's motion.
 * @property {"switch" | "add" | "stay" | "none"} advice
 * @property {string} message
 * @property {string} current
 * @property {string | null} leader
 * @property {number | null} share
 * @property {number | null} fit_gap
 * @property {string | null} hybrid
 * @property {string | null} url  relative to the site's root; null where the library has no such page
 *
 * @typedef {object} Veto
 * @property {string} id
 * @property {boolean} certain  false: only if the questions under `if` are answered so
 * @property {string} label  the row's conditions in words
 * @property {string} given  the reader's own answers that it looks at; empty where there are none
 * @property {string | null} url  relative to the site's root; null where the library has no such page
 * @property {string} reading
 * @property {(LinkSource | CitationSource | InferenceSource)[]} sources
 * @property {Record<string, (string | number | Range)[]>} if  per open question the answers that would bring it about
 *
 * @typedef {object} Weight  The weights of one criterion with which the leader keeps the most fit.
 * @property {string} criterion
 * @property {number} weight
 * @property {number} low
 * @property {number | null} high  null: no weight is too large
 * @property {number | null} relative_change  percent of the weight to the nearer end; null when there is none
 *
 * @typedef {object} WhyNot  The leader against one other motion.
 * @property {string} motion  a motion's id
 * @property {Difference[]} pros  as many as outweigh all cons, largest first
 * @property {Difference[]} cons
 * @property {number} difference
 * @property {boolean} outweighed
 * @property {boolean} vetoed
 */

export {};
