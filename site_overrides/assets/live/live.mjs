// Under `motionbook serve` only: reloads the page when it has changed, shows what stops the site from being made anew,
// and beside the rows of its rules which cases test them. Stands behind everything that the page is in the built site.

/** @typedef {{ place: string, code: string, what: string, why: string, fix: string }} Problem */
/** @typedef {{ case: string, from: string, to: string, label: string, causes: string[] }} Move */
/** @typedef {{ number: number, compared: number, moves: Move[] }} Moved  what the newest change of the rules did */
/** @typedef {{ rows?: Record<string, string[]>, moved?: Moved }} Rules  `rows`: cases that meet a row, by its anchor */
/** @typedef {{ url: string | null }} Row */
/** @typedef {{ contributions: { row: Row | null }[] }} Ranked */
/** @typedef {{ ranking: Ranked[], sections: { id: string, items: Row[] }[] }} Result */

const MOST = 12;
const LOOK_MS = 300;
const READ = "motionbook:live:read";
/** Sections of a result whose items stand for rows that the answers meet. */
const MET = ["vetoes", "hybrids"];

const script = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-live-key]"));
/** @type {EventSource | undefined} */
let line;
let shown = "";

/**
 * Keep the line of the page that is shown.
 *
 * @param {string | undefined} key of the page as it was sent; undefined where the theme fetched it without our knowing
 */
function listen(key) {
  line?.close();
  shown = location.pathname;
  const query = new URLSearchParams(key === undefined ? { page: shown } : { page: shown, key });
  line = new EventSource(`/__live/events?${query}`);
  line.addEventListener("reload", () => location.reload());
  line.addEventListener("problems", ({ data }) => show(JSON.parse(data)));
  line.addEventListener("rules", ({ data }) => showRules(JSON.parse(data)));
}

/**
 * @param {string} name
 * @param {string} className
 * @param {...(Node | string)} children
 */
function make(name, className, ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

/** @param {string} text */
function sentence(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** @param {Problem} problem */
function describe({ place, code, what, why, fix }) {
  const where = make("p", "live__place", make("code", "", place), " ", make("span", "live__code", code));
  return make("li", "", where, make("p", "", sentence(what)), make("p", "live__more", sentence(`${why}; ${fix}`)));
}

/** @param {Problem[]} problems */
function show(problems) {
  const before = document.querySelector(".live");
  const wasOpen = before?.querySelector("details")?.open ?? true;
  before?.remove();
  if (problems.length === 0) {
    return;
  }
  const stops = problems.length === 1 ? "One problem stops" : `${problems.length} problems stop`;
  const list = make("ol", "", ...problems.slice(0, MOST).map(describe));
  const rest = problems.length - MOST;
  const details = /** @type {HTMLDetailsElement} */ (
    make(
      "details",
      "",
      make("summary", "", `${stops} the site from being made anew`),
      make("p", "live__more", "Pages stay as they were before, and go on by themselves when a mended file is saved."),
      list,
      ...(rest > 0 ? [make("p", "live__more", `And ${rest} more, in the terminal.`)] : []),
    )
  );
  details.open = wasOpen;
  const box = make("section", "live", details);
  box.setAttribute("role", "alert");
  document.body.append(box);
}

/** @param {number} count */
function cases(count) {
  return count === 1 ? "1 case" : `${count} cases`;
}

/** @param {Rules} rules */
function showRules({ rows, moved }) {
  for (const each of document.querySelectorAll(".live-hits")) each.remove();
  for (const [anchor, met] of Object.entries(rows ?? {})) {
    const row = document.getElementById(anchor)?.closest("tr");
    if (!row) continue;
    const count = make("span", "live-hits", met.length > 0 ? cases(met.length) : "no case");
    count.title = met.length > 0 ? met.join(", ") : "No case meets this row: nothing tests what it says.";
    row.cells[0]?.append(count);
    row.toggleAttribute("data-live-unmet", met.length === 0);
  }
  if (moved) showMoved(moved);
}

/** @param {Moved} moved */
function showMoved({ number, compared, moves }) {
  document.querySelector(".live--moved")?.remove();
  if (sessionStorage.getItem(READ) === String(number)) return;
  const said = moves.length === 0 ? `no case moved, of ${compared}` : `${moves.length} of ${cases(compared)} moved`;
  const close = make("button", "live__close", "Close");
  const box = make("section", "live live--moved");
  const list = moves.map(({ case: name, from, to, label, causes }) =>
    make(
      "li",
      "",
      make("p", "", make("strong", "", name), `: ${from} → ${to}, ${to === label ? "as labeled" : `labeled ${label}`}`),
      ...causes.map((cause) => make("p", "live__more", sentence(cause))),
    ),
  );
  box.append(
    make("p", "live__head", make("strong", "", `The rules have changed: ${said}.`), " ", close),
    ...(list.length > 0 ? [make("ol", "", ...list)] : []),
  );
  box.setAttribute("role", "status");
  close.setAttribute("type", "button");
  close.addEventListener("click", () => {
    sessionStorage.setItem(READ, String(number));
    box.remove();
  });
  document.body.append(box);
}

/** Light the rows of this page that the reader's answers meet. @param {Result} result */
function light({ ranking, sections }) {
  const met = [
    ...(ranking[0]?.contributions.map(({ row }) => row?.url) ?? []),
    ...sections.filter(({ id }) => MET.includes(id)).flatMap(({ items }) => items.map(({ url }) => url)),
  ];
  const root = /** @type {HTMLElement | null} */ (document.querySelector("[data-selector]"))?.dataset["base"] ?? ".";
  const base = new URL(root, location.href);
  for (const row of document.querySelectorAll("tr[data-live-met]")) row.removeAttribute("data-live-met");
  for (const url of met) {
    const address = url ? new URL(url, base) : null;
    if (address?.pathname !== location.pathname || !address.hash) continue;
    const row = document.getElementById(decodeURIComponent(address.hash.slice(1)))?.closest("tr");
    row?.setAttribute("data-live-met", "");
  }
}

document.addEventListener("selector:result", (event) =>
  light(/** @type {CustomEvent<Result>} */ (/** @type {unknown} */ (event)).detail),
);
const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = "/__live/live.css";
document.head.append(sheet);
listen(script.dataset["liveKey"]);
// The theme goes from page to page without loading one.
setInterval(() => {
  if (location.pathname !== shown) {
    listen(undefined);
  }
}, LOOK_MS);
addEventListener("pagehide", () => line?.close());
addEventListener("pageshow", (event) => event.persisted && location.reload());
