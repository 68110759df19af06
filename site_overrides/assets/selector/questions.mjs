/**
 * The questions of a document's page: one file for all pages, put into the panel when a reader is there.
 */
import { loadPart } from "../page/parts.mjs";
import { find, setText } from "./dom.mjs";
import { fetchFile } from "./fetching.mjs";

const BODY = ".selector__body";

/** The file's text, for the pages to come too. @type {Promise<string> | null} */
let coming = null;

/** @param {HTMLElement} root @returns {boolean}  whether the panel is to get its questions yet */
export function lacksQuestions(root) {
  return root.querySelector(BODY) === null;
}

/**
 * Put the questions into a panel that lacks them. A failure is said in the panel, where the reader may try again.
 *
 * @param {HTMLElement} root
 * @param {URL} base  address of the site root, from which the file's addresses are written
 * @param {Promise<void>} sheet  without which they would be seen bare first
 * @param {AbortSignal} signal  aborted when the panel has left the page: then it never gets them
 */
export async function bringQuestions(root, base, sheet, signal) {
  const place = find(root, "[data-selector-coming]");
  for (let isRetry = false; ; isRetry = true) {
    try {
      const body = readQuestions(await fetchQuestions(root.dataset.questions ?? "", isRetry), base);
      await sheet;
      if (!signal.aborted) place.replaceWith(body);
      return;
    } catch (error) {
      console.error("the selector's questions could not be loaded:", error);
      root.dataset.state = "failed";
      root.removeAttribute("data-waits");
      await sayNotLoaded(place, error);
      root.dataset.state = "loading";
    }
  }
}

/** @param {string} url @param {boolean} isRetry  what the browser kept may be bad @returns {Promise<string>} */
function fetchQuestions(url, isRetry) {
  coming ??= loadPart(async () => (await fetchFile(url, isRetry ? { cache: "reload" } : {})).text()).catch((error) => {
    coming = null;
    throw error;
  });
  return coming;
}

/**
 * Elements of the file's text; the page's policy lets no text become markup in any other way (main.html).
 *
 * @param {string} text
 * @param {URL} base
 * @returns {Element}
 */
function readQuestions(text, base) {
  const body = new DOMParser().parseFromString(text, "text/html").querySelector(BODY);
  if (!body) {
    coming = null;
    throw new Error("what came is not the file of the questions");
  }
  for (const name of ["href", "data-url"]) {
    for (const each of body.querySelectorAll(`[${name}]`)) {
      const address = each.getAttribute(name);
      if (address) each.setAttribute(name, new URL(address, base).href);
    }
  }
  return document.importNode(body, true);
}

/**
 * @param {HTMLElement} place
 * @param {unknown} error
 * @returns {Promise<void>}  when there is reason for another try: the reader asks for it, or the network is back
 */
function sayNotLoaded(place, error) {
  const [said, retry] = [find(place, "[data-selector-failure]"), find(place, "[data-selector-retry]")];
  const reason = error instanceof Error ? error.message : String(error);
  setText(said, `The questions could not be loaded: ${reason}. Your answers are kept.`);
  said.hidden = retry.hidden = false;
  return new Promise((resolve) => {
    const tried = new AbortController();
    const again = () => {
      tried.abort();
      said.hidden = retry.hidden = true;
      resolve();
    };
    retry.addEventListener("click", again, { signal: tried.signal });
    addEventListener("online", again, { signal: tried.signal });
  });
}
