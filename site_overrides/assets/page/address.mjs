/**
 * The page's own address, written anew without a step in the history. Browsers refuse after a hundred times in half a
 * minute (Safari and Firefox throw): then the newest is written when they take it again.
 */

const AGAIN_MS = 3000;

/** What is still to be written. @type {{path: string, address: string} | null} */
let owed = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} address  of this page: a hash, or path and query */
export function replaceAddress(address) {
  owed = { path: location.pathname, address };
  write();
}

function write() {
  clearTimeout(timer);
  const next = owed;
  owed = null;
  if (!next || next.path !== location.pathname) return; // the reader has gone on
  try {
    history.replaceState(history.state, "", next.address);
  } catch {
    // Looked at below, because the theme's shell takes the refusal.
  }
  if (new URL(next.address, location.href).href === location.href) return;
  owed = next;
  timer = setTimeout(write, AGAIN_MS);
}
