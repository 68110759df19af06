/**
 * What the browser remembers between pages. Storage may be blocked or full: then nothing is remembered, and
 * the page says so once.
 */

/** @type {Map<string, string>} */
const inMemory = new Map();

/**
 * @param {string} scope  address of the site root, so that two sites on one host keep apart
 * @param {"localStorage" | "sessionStorage"} kind
 */
export function openStore(scope, kind = "localStorage") {
  const prefix = `motionbook:${new URL(scope, location.href).pathname}:`;
  /** @returns {Storage | null} */
  const storage = () => {
    try {
      return window[kind];
    } catch {
      return null; // blocked by the browser's settings
    }
  };
  return {
    /** @param {string} key @returns {unknown}  what was kept, or null */
    read(key) {
      try {
        const text = storage()?.getItem(prefix + key) ?? inMemory.get(prefix + key) ?? null;
        return text === null ? null : JSON.parse(text);
      } catch {
        return null; // unreadable is as good as absent
      }
    },
    /** @param {string} key @param {unknown} value @returns {boolean}  whether it will outlive this page */
    write(key, value) {
      const text = JSON.stringify(value);
      inMemory.set(prefix + key, text);
      try {
        const kept = storage();
        kept?.setItem(prefix + key, text);
        return kept !== null;
      } catch {
        return false;
      }
    },
    /** Full name of a key, as `storage` events give it. @param {string} key */
    name: (key) => prefix + key,
  };
}
