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
};

/** @param {HTMLElement} root @param {Client} client */
export function showLoading(root, client) {
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
  setText(failure, failureOf(client));
  retry.hidden = !(client.state === "failed" || (client.state === "idle" && root.hasAttribute("data-saves-data")));
  setText(retry, client.state === "failed" ? "Try again" : "Load the calculator");
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

/** @param {Client} client @returns {string} */
function failureOf(client) {
  if (!client.failure) return "";
  const { stage, message } = client.failure;
  const offline = navigator.onLine === false ? " You seem to be offline." : "";
  return `${FAILURES[stage]}: ${message}.${offline} Your answers are kept, and the rules can be read on the question pages.`;
}
