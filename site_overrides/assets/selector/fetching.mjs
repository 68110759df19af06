/** Files on their way: fetched with a sentence for each failure. */

/** What the browser kept may be what was bad. @type {RequestCache} */
let cache = "default";

/** From now on take files from the network, whatever the browser has kept. */
export function fetchAnew() {
  cache = "reload";
}

/** Whether files are taken from the network alone. */
export function isAnew() {
  return cache === "reload";
}

/** @param {string} url @param {RequestInit} [options] */
export async function fetchFile(url, options) {
  let response;
  try {
    response = await fetch(url, { cache, ...options });
  } catch (error) {
    throw new Error(`${fileName(url)} could not be fetched (${error instanceof Error ? error.message : error})`, {
      cause: error,
    });
  }
  if (!response.ok) throw new Error(`${fileName(url)} could not be fetched (the server said ${response.status})`);
  return response;
}

/** @param {string} url */
function fileName(url) {
  return new URL(url).pathname.split("/").pop() ?? url;
}

/** @param {ReadableStream<Uint8Array<ArrayBuffer>> | null} body */
export function bodyOf(body) {
  if (!body) throw new Error("this browser gives no access to what it downloads");
  return body;
}
