/**
 * Material's scripts for the elements this site has: header, drawer, instant loading with its progress bar,
 * the way back to the top, folds that open for a target and in print. After the theme's own bundle.ts, whose order
 * matters: observables first, then the components that listen to them.
 *
 * The palette is ours (assets/page/palette.mjs). Left out, with the elements they serve: the theme's search, dialogs,
 * copy buttons, versions, languages, tabs, contents
 * in the sidebar, code annotations, diagrams, consent. The sidebar is a drawer at widths that show it, which style
 * sheets move.
 */
import { Subject, defer, delay, filter, fromEvent, map, merge, mergeWith, share, shareReplay, switchMap } from "rxjs";
import { configuration } from "~/_";
import {
  getActiveElement,
  getElements,
  setToggle,
  watchDocument,
  watchKeyboard,
  watchLocation,
  watchLocationTarget,
  watchPrint,
  watchViewport,
} from "~/browser";
import { getComponentElement, getComponentElements } from "~/components/_";
import { mountDetails } from "~/components/content/details";
import { watchHeader } from "~/components/header/_";
import { watchMain } from "~/components/main";
import { mountProgress } from "~/components/progress";
import { mountBackToTop } from "~/components/top";
import { setupInstantNavigation } from "~/integrations/instant";

// The theme writes down how far a page is scrolled, and browsers refuse too many writings: no reason to stop anything.
const write = history.replaceState.bind(history);
history.replaceState = (...given) => {
  try {
    write(...given);
  } catch (refused) {
    console.info("the address could not be written:", refused);
  }
};

const document$ = watchDocument();
const location$ = watchLocation();
const target$ = watchLocationTarget(location$);
const viewport$ = watchViewport();
const print$ = watchPrint();
const progress$ = new Subject();

// The theme's own reading takes the addresses of the sitemap for those the site is served at. Ours are seen from the
// first one, the site's root: the same pages lie at a host's root, below a path, and where nobody has said where.
const base = new URL(configuration().base, location.href);
const sitemap$ = defer(async () => {
  const found = new Map();
  try {
    const answer = await fetch(new URL("sitemap.xml", base));
    const text = answer.ok ? await answer.text() : "";
    const listed = new DOMParser().parseFromString(text, "application/xml").querySelectorAll("loc");
    const root = listed[0]?.textContent ?? "";
    for (const { textContent } of listed) {
      const url = new URL(textContent.startsWith(root) ? textContent.slice(root.length) : textContent, base);
      found.set(`${url}`, [url]);
    }
  } catch (failed) {
    console.info("pages are loaded whole:", failed);
  }
  return found;
}).pipe(share());
setupInstantNavigation({ sitemap$, location$, viewport$, progress$ }).subscribe(document$);

// The drawer closes behind a reader who has chosen a page.
merge(location$, target$)
  .pipe(delay(125))
  .subscribe(() => setToggle("drawer", false));

// A label takes the focus where a button would, and Enter has to work on it.
watchKeyboard()
  .pipe(filter((/** @type {{mode: string, type: string}} */ { mode, type }) => mode === "global" && type === "Enter"))
  .subscribe(() => {
    const active = getActiveElement();
    if (active instanceof HTMLLabelElement) active.click();
  });

const header$ = watchHeader(getComponentElement("header"), { viewport$ });
const main$ = document$.pipe(
  map(() => getComponentElement("main")),
  switchMap((/** @type {HTMLElement} */ main) => watchMain(main, { viewport$, header$ })),
  shareReplay(1),
);

const control$ = merge(
  ...getComponentElements("progress").map((/** @type {HTMLElement} */ progress) =>
    mountProgress(progress, { progress$ }),
  ),
);

const content$ = defer(() =>
  merge(
    ...getElements("[data-md-component=content] details").map((/** @type {HTMLElement} */ details) =>
      mountDetails(details, { target$, print$ }),
    ),
    ...getComponentElements("top").map((/** @type {HTMLElement} */ top) =>
      mountBackToTop(top, { viewport$, header$, main$, target$ }),
    ),
  ),
);

document$
  .pipe(
    switchMap(() => content$),
    mergeWith(control$),
  )
  .subscribe();

// Code that is wider than its box can be scrolled from the keyboard.
document$.pipe(switchMap(() => merge([null], fromEvent(window, "resize")))).subscribe(() => {
  for (const code of getElements("[data-md-component=content] pre > code")) {
    code.toggleAttribute("tabindex", code.scrollWidth > code.clientWidth);
    if (code.hasAttribute("tabindex")) code.tabIndex = 0;
  }
});

// The site's modules take up each page as it comes.
Object.assign(window, { document$, location$, target$, viewport$, progress$ });
