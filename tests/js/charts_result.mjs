// A result small enough to check by hand, for the tests of the pictures.
import { contractValueFigure } from "../../site_overrides/assets/charts/figures/contract_value.mjs";

export const MOTIONS = [
  ["sales-led", "Sales-led", 60],
  ["product-led", "Product-led", 52],
  ["partner-led", "Partner-led", 40],
];
export const row = ([motion, label, fit], index, rows) => ({
  motion,
  label,
  fit,
  vetoed: false,
  margin_to_next: rows[index + 1] ? fit - rows[index + 1][2] : null,
});
export const piece = (from, to, leader, fits, vetoed = []) => ({
  from,
  to,
  from_closed: true,
  to_closed: false,
  label: `${from ?? "any"} to ${to ?? "any"}`,
  leader,
  fit: Object.fromEntries(MOTIONS.map(([id], index) => [id, fits[index]])),
  vetoed,
});
export const PIECES = [
  piece(null, 1000, ["product-led"], [40, 60, 50]),
  piece(1000, 5000, ["product-led"], [45, 55, 50]),
  piece(5000, 25000, ["sales-led"], [60, 52, 40]),
  piece(25000, null, ["sales-led", "partner-led"], [62, 70, 62], ["product-led"]),
];
/** No more of it than a test needs. @type {any} */
export const economicsOf = (motion, cac, basis, limit, net = 24000) => ({
  motion,
  net_acv: net,
  cac,
  cac_basis: basis,
  payback_months: cac === null ? null : (12 * cac) / (net * 0.8),
  payback_limit_months: limit,
  affordable_cac: (net * 0.8 * limit) / 12,
});
export const ASSUMPTION = {
  input: "gross_margin",
  value: 0.8,
  unit: "share of revenue",
  given: false,
  url: "x/#gross_margin",
};
/** No more of it than a test needs. @type {any} */
export const RESULT = {
  nouns: { one: "motion", many: "motions" },
  samples: 4096,
  answered: 5,
  lead: { motion: "sales-led", with: [] },
  answers: { acv_usd: 24000 },
  ranking: MOTIONS.map(row),
  acceptability: { "sales-led": [77.6, 20.1, 2.3], "product-led": [22.4, 60, 17.6], "partner-led": [0, 19.9, 80.1] },
  sweep: { acv_usd: PIECES },
  tornado: [
    { question: "partner_need", low: -1.9, high: 16.8, crosses: true },
    { question: "acv_usd", low: 1, high: 3.3, crosses: false },
    { question: "platform", low: 8, high: 8, crosses: false },
  ],
  economics: {
    acv: { value: 24000, is_middle: false },
    assumptions: [ASSUMPTION],
    motions: [
      economicsOf("sales-led", 12000, "capacity", 18),
      economicsOf("product-led", null, null, 12),
      economicsOf("partner-led", null, null, 18, 16800),
    ],
  },
};
export const BANDS = [
  { id: "5k-25k", label: "$5K to $25K", range: { from: 5000, to: 25000 } },
  { id: "gt25k", label: "Over $25K", range: { from: 25000, to: null } },
];
/** No more of it than a test needs. @type {any} */
export const VIEW = {
  questions: [
    { id: "acv_usd", label: "Average contract value", options: BANDS },
    { id: "partner_need", label: "Partner need", options: [] },
  ],
};
export const withAcv = (answer) => contractValueFigure({ ...RESULT, answers: { acv_usd: answer } }, VIEW);
