// Under `motionbook serve` only: reloads the page when it has changed, and shows what stops the site from being made
// anew. Stands behind everything that the page is in the built site.

/** @typedef {{ place: string, code: string, what: string, why: string, fix: string }} Problem */

const MOST = 12;
const LOOK_MS = 300;

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
