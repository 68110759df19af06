/**
 * "Copy as Markdown" and "Copy citation": one listener for all pages, so that it outlives instant loading.
 */

import { ownWords } from "./own_words.mjs";

/**
 * The clean Markdown of a page.
 * @param {string} address of the twin, relative to the page
 * @returns {Promise<string>}
 */
export async function fetchMarkdown(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
  return answer.text();
}

/**
 * Put a text on the clipboard. The text may still be under way: Safari takes the clipboard only while the click lasts.
 * @param {Promise<string>} text
 */
export async function copyText(text) {
  if (typeof ClipboardItem === "function" && navigator.clipboard?.write) {
    const blob = text.then((words) => new Blob([words], { type: "text/plain" }));
    try {
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
      return;
    } catch (error) {
      await blob; // Not there at all: say that, and do not try again.
      if (!navigator.clipboard.writeText) throw error;
    }
  }
  await navigator.clipboard.writeText(await text);
}

/** @param {MouseEvent} event */
export async function onClick(event) {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  const tools = button?.closest(".page-tools");
  if (!button || !tools) return;
  const address = button.dataset.copyMarkdown;
  const citation =
    "copyCitation" in button.dataset ? tools.querySelector("[data-citation]")?.textContent?.trim() : undefined;
  if (address === undefined && citation === undefined) return;
  const said = tools.querySelector("[data-copy-said]");
  /** @param {string} words */
  const say = (words) => {
    if (said) said.textContent = words;
  };
  try {
    await copyText(address === undefined ? Promise.resolve(citation ?? "") : fetchMarkdown(address));
    say(ownWords("Copied."));
  } catch (error) {
    console.error("copy:", error);
    say(
      address === undefined
        ? ownWords("Your browser did not allow it. Select the text and copy it.")
        : ownWords("That did not work. Open “This page as Markdown” below and copy it there."),
    );
  }
}

document.addEventListener("click", (event) => void onClick(event));
