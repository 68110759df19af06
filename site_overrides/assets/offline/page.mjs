/**
 * The page's end of the offline copy: registers the service worker once the page stands, and takes the wish to keep all
 * of the site. Browsers without it, private windows and readers who save data go on as before.
 */
import { onPage } from "../page/each_page.mjs";
import { savesData, whenIdle } from "../selector/visit.mjs";
import { ownWords } from "../page/own_words.mjs";

const KEPT = "Kept offline: every page opens without a network.";

/** The copy leaves the line to the calculator for so long, where a reader waits for that. */
const START_MS = 4000;
/** @type {Promise<ServiceWorkerRegistration | null> | null} */
let registered = null;

/** @param {URL} base  address of the site root */
function register(base) {
  registered ??= navigator.serviceWorker
    // Its own address is never taken from the browser's cache, so that a release is seen at once.
    .register(new URL("sw.js", base), { scope: base.pathname, updateViaCache: "none" })
    .catch((error) => {
      console.info("no offline copy:", error);
      return null;
    });
  return registered;
}

/** @param {URL} base @returns {Promise<boolean>}  whether this reader keeps all of it */
async function keepsAll(base) {
  for (const name of await caches.keys()) {
    if (
      name.startsWith(`motionbook:${base.pathname}:`) &&
      (await (await caches.open(name)).match(`${base}offline-all`))
    )
      return true;
  }
  return false;
}

onPage("[data-offline]", (place, signal) => {
  if (!("serviceWorker" in navigator) || !("caches" in globalThis) || savesData()) return;
  const base = new URL(place.dataset.offline ?? ".", location.href);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  const isAwaited = document.querySelector("[data-selector][data-waits]");
  setTimeout(() => whenIdle(() => void mount(place, base, signal)), isAwaited ? START_MS : 0);
});

/** @param {HTMLElement} place @param {URL} base @param {AbortSignal} signal */
async function mount(place, base, signal) {
  const registration = await register(base);
  const button = place.querySelector("button");
  const said = place.querySelector("[data-offline-said]");
  if (!registration || !button || !said || signal.aborted) return;
  /** @param {string} words */
  const say = (words) => {
    said.textContent = words;
  };
  const isKept = await keepsAll(base).catch(() => false);
  button.hidden = isKept;
  if (isKept) say(ownWords(KEPT));
  button.addEventListener("click", async () => {
    button.hidden = true;
    say(ownWords("Keeping the site on this device."));
    (await navigator.serviceWorker.ready).active?.postMessage({ type: "keep-all" });
  });
  navigator.serviceWorker.addEventListener(
    "message",
    ({ data }) => {
      if (data?.type === "size")
        button.textContent = `${ownWords("Keep this site offline")} (${Math.ceil(data.bytes / 1e6)} MB)`;
      if (data?.type === "kept")
        say(
          data.done < data.total
            ? ownWords("Keeping the site on this device: {done} of {total} files.", data)
            : ownWords(KEPT),
        );
    },
    { signal },
  );
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ type: "how-large" });
  active?.postMessage({ type: "visited", url: location.href });
  place.hidden = false;
}
