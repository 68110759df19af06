/**
 * The site without a network: what was visited, what every page is made of, Python once it was used, and all of it for
 * those who ask. Pages come from the network while there is one; files whose names carry their hash never change and
 * come from here. It takes over when no page of the build before is open any more, so that a page and what it fetches
 * later are of one build.
 *
 * Bundled into sw.js at the site's root by runtime/bundle_scripts.mjs; runtime/offline.py writes SITE before it.
 *
 * @typedef {object} Site
 * @property {string} build  hash of all files
 * @property {string[]} core  what every page and the selector need; addresses under the site's root
 * @property {string[]} files  all that a reader can come to
 * @property {number} size  bytes of all of them
 * @typedef {Event & {waitUntil: (work: Promise<unknown>) => void}} LastingEvent
 * @typedef {LastingEvent & {request: Request, respondWith: (response: Promise<Response>) => void}} FetchEvent
 * @typedef {{postMessage: (message: object) => void}} Page
 * @typedef {LastingEvent & {data: {type: string, url: string}, source: Page | null}} Message
 * @typedef {object} Scope  what of the worker's globals is used here
 * @property {{scope: string}} registration
 * @property {{claim: () => Promise<void>}} clients
 * @property {(type: string, listen: (event: any) => void) => void} addEventListener
 */

const site = /** @type {Site} */ (/** @type {unknown} */ (Reflect.get(globalThis, "SITE")));
const worker = /** @type {Scope} */ (/** @type {unknown} */ (globalThis));
const root = new URL(worker.registration.scope);
/** Of this site alone: other sites of the same host have caches of their own. */
const OURS = `motionbook:${root.pathname}:`;
const NAME = OURS + site.build;
/** In the cache of a reader who wanted all of it. */
const ALL = new URL("offline-all", root).href;
const HASHED =
  /\/assets\/(?:scripts\/|stylesheets\/(?:site|opened)-|selector-questions-|charts\/|runtime\/(?:.+\/|.+-))/;
const AT_ONCE = 6;

/** @param {string} path */
const address = (path) => new URL(path, root).href;

worker.addEventListener("install", (/** @type {LastingEvent} */ event) => event.waitUntil(install()));
worker.addEventListener("activate", (/** @type {LastingEvent} */ event) => event.waitUntil(takeOver()));
worker.addEventListener("fetch", (/** @type {FetchEvent} */ event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const isOurs = origin === root.origin && pathname.startsWith(root.pathname);
  if (!isOurs || request.method !== "GET" || request.headers.has("range")) return;
  event.respondWith(HASHED.test(pathname) ? fromHere(event) : fromNetwork(event));
});
worker.addEventListener("message", (/** @type {Message} */ event) => {
  if (event.data.type === "how-large") event.source?.postMessage({ type: "size", bytes: site.size });
  if (event.data.type === "visited") event.waitUntil(visited(event.data.url));
  if (event.data.type === "keep-all") event.waitUntil(keepAll((done) => tell(event, done)));
});

/** All of the core or nothing: in the middle of a release this fails, and the browser tries again later. */
async function install() {
  const cache = await caches.open(NAME);
  await cache.addAll(site.core.map((path) => new Request(address(path), { cache: "no-cache" })));
}

/** No page of the build before is open: take from its caches what still holds, and remove them. */
async function takeOver() {
  const cache = await caches.open(NAME);
  const current = new Set(site.files.map(address));
  let wantsAll = false;
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS) || name === NAME) continue;
    const old = await caches.open(name);
    wantsAll ||= (await old.match(ALL)) !== undefined;
    for (const request of await old.keys()) {
      const kept = HASHED.test(request.url) && current.has(request.url) ? await old.match(request) : undefined;
      if (kept) await cache.put(request, kept);
    }
    await caches.delete(name);
  }
  // The first of all: the page that brought it is of its build.
  await worker.clients.claim();
  if (wantsAll) await keepAll(() => {});
}

/** The page that brought this worker came before it. @param {string} url */
async function visited(url) {
  const cache = await caches.open(NAME);
  if (!(await cache.match(plain(url)))) await cache.add(plain(url));
}

/** Storage may be refused or full: then all comes from the network. */
async function open() {
  try {
    return await caches.open(NAME);
  } catch {
    return null;
  }
}

/**
 * @param {FetchEvent} event
 * @param {Response} response
 * @param {Cache | null} cache
 */
function keep(event, response, cache) {
  if (!cache || response.status !== 200 || response.type !== "basic" || response.redirected) return;
  const copy = response.clone();
  event.waitUntil(cache.put(plain(event.request.url), copy).catch(() => {}));
}

/** @param {string} url @returns {string}  without what is no part of the file's name */
function plain(url) {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** @param {FetchEvent} event @returns {Promise<Response>} */
async function fromHere(event) {
  const { request } = event;
  const cache = await open();
  // Whoever asks for a fresh copy has found this one to be bad.
  const kept = request.cache === "reload" ? undefined : await cache?.match(plain(request.url), { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  keep(event, response, cache);
  return response;
}

/**
 * A page the browser still has from before a release would ask for scripts that are gone: the host is asked each time
 * whether it is the same.
 *
 * @param {FetchEvent} event
 * @returns {Promise<Response>}
 */
async function fromNetwork(event) {
  const { request } = event;
  const cache = await open();
  try {
    const response = await fetch(request, plain(request.url).endsWith("/") ? { cache: "no-cache" } : {});
    keep(event, response, cache);
    return response;
  } catch (error) {
    const kept = await cache?.match(plain(request.url), { ignoreVary: true });
    if (kept) return kept;
    if (request.mode !== "navigate") throw error;
    return notHere();
  }
}

/** There is no network and the page was never visited. */
function notHere() {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Offline</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<h1>This page is not on this device</h1>
<p>There is no network, and you have not been here before. <a href="${address("")}">Home</a> and the
<a href="${address("selector/")}">selector</a> work without it.</p></html>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** @param {(done: number) => void} say  how many of the files are here */
async function keepAll(say) {
  const cache = await caches.open(NAME);
  await cache.put(ALL, new Response(""));
  const left = site.files.map(address);
  let done = 0;
  const next = async () => {
    for (let url = left.pop(); url !== undefined; url = left.pop()) {
      if (!(await cache.match(url, { ignoreVary: true }))) await cache.add(url);
      say((done += 1));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

/** @param {Message} event @param {number} done */
function tell(event, done) {
  event.source?.postMessage({ type: "kept", done, total: site.files.length });
}
