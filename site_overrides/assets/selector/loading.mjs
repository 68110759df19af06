/**
 * What the page says while Python comes, when it is there, and when it could not come.
 *
 * @import {Client} from "./client.mjs"
 */
import { find, setText } from "./dom.mjs";
import { formatMegabytes } from "./format.mjs";

/** What failed, in the reader's words; the technical reason follows it. */
const FAILURES = {
  worker: "The calculator did not start",
  manifest: "The calculator could not be found",
  runtime: "Python could not be loaded",
  rules: "The rules could not be loaded",
  calculator: "The calculator could not read the rules",
  answers: "The calculator stopped at these answers, twice",
};

/**
 * @param {HTMLElement} root
 * @param {Client} client
 * @param {boolean} isBehind  whether the ranking shown is for other answers than those given
 */
export function showLoading(root, client, isBehind) {
  root.dataset.state = client.state;
  const line = find(root, "[data-selector-loading]");
  const bar = /** @type {HTMLProgressElement} */ (find(root, "[data-selector-progress]"));
  const retry = find(root, "[data-selector-retry]");
  const failure = find(root, "[data-selector-failure]");
  const { loaded, total } = client.progress;
  bar.hidden = client.state !== "loading";
  if (total > 0) {
    bar.max = total;
    bar.value = Math.min(loaded, total);
  } else {
    bar.removeAttribute("value");
  }
  setText(find(line, "[data-selector-bytes]"), sentenceOf(client, root.hasAttribute("data-saves-data")));
  failure.hidden = client.state !== "failed";
  setText(failure, failureOf(client, isBehind));
  showInPeek(root, client, isBehind);
  retry.hidden = !(client.state === "failed" || (client.state === "idle" && root.hasAttribute("data-saves-data")));
  setText(retry, client.state === "failed" ? "Try again" : "Load the calculator");
}

/**
 * On a narrow screen the result is far below the questions: the line that stays in view says how it is doing.
 *
 * @param {HTMLElement} root
 * @param {Client} client
 * @param {boolean} isBehind
 */
function showInPeek(root, client, isBehind) {
  const peek = find(root, "[data-selector-peek]");
  const words = client.failure
    ? `${FAILURES[client.failure.stage]}.`
    : isBehind && client.state === "loading"
      ? sentenceOf(client, false)
      : "";
  if (words !== "") setText(find(peek, "[data-selector-peek-text]"), words);
  // A verdict stays; what was said of a start that is over goes.
  if (words !== "" || "waits" in peek.dataset) peek.hidden = words === "" && client.state !== "ready";
  peek.toggleAttribute("data-waits", words !== "");
}

/** @param {Client} client @param {boolean} savesData @returns {string} */
function sentenceOf(client, savesData) {
  const { loaded, total } = client.progress;
  switch (client.state) {
    case "idle":
      return savesData ? "Your browser asks to save data, so the calculator (several megabytes) waits for you." : "";
    case "loading": {
      const note = client.note ? ` ${client.note}` : "";
      if (total === 0) return `Loading. You can answer meanwhile.${note}`;
      if (loaded >= total) return `Starting Python. You can answer meanwhile.${note}`;
      return `Loading ${formatMegabytes(loaded)} of ${formatMegabytes(total)} MB. You can answer meanwhile.${note}`;
    }
    case "ready":
      return client.note ? `Computed in your browser. ${client.note}` : "Computed in your browser.";
    case "failed":
      return "";
  }
}

/** @param {Client} client @param {boolean} isBehind @returns {string} */
function failureOf(client, isBehind) {
  if (!client.failure) return "";
  const { stage, message } = client.failure;
  const offline =
    navigator.onLine === false ? " You seem to be offline; this goes on by itself when you are back." : "";
  const shown = isBehind ? " The ranking shown does not count them yet." : "";
  return `${FAILURES[stage]}: ${message}.${offline} Your answers are kept, and the link in the address bar carries them.${shown} The rules can be read on the question pages.`;
}
