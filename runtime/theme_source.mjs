/**
 * An esbuild plugin that reads Material's scripts from the source map the theme ships beside its bundle.
 *
 * The bundle as shipped is 35 kB packed, most of it for elements no page of this site has: its own search, a version
 * menu, diagrams, annotations, tabs. The map holds every source of it, so that a page can be given the same code with
 * those components left out (theme_shell.mjs), unchanged and of the version that is locked.
 */
import { posix } from "node:path";

const SPACE = "theme";
const SCRIPTS = "src/templates/assets/javascripts";
const ENDINGS = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"];
/** @type {Record<string, import("esbuild").Loader>} */
const LOADERS = { ".ts": "ts", ".tsx": "tsx", ".css": "text" };
/** Names a folder whose own index the map lacks, because it only passes on what its neighbors export. */
const INDEX = "/(index)";

/**
 * What instant loading does too much of at the first page, where it is paid for before the page can be used: writing
 * every address out in full, it fetches the style sheet a second time and lays the whole page out again; and it cannot
 * write that of a link in a picture. So sheets and pictures keep what they have, and the tags of two heads are compared
 * by what they mean instead of how they are written.
 * @type {readonly {file: string, old: string, mended: string}[]}
 */
const MENDED = [
  // Every browser that reads these scripts has one; the way out would lead to another host.
  { file: "browser/element/size/_/index.ts", old: 'typeof ResizeObserver === "undefined"', mended: "false" },
  {
    file: "integrations/instant/index.ts",
    old: 'getElements("[href], [src]", document)',
    mended:
      'getElements("[href]:not(link[rel=stylesheet], link[rel=preload], link[rel=modulepreload], svg *), [src]", document)',
  },
  { file: "integrations/instant/index.ts", old: "tags.set(el.outerHTML, el)", mended: "tags.set(written(el), el)" },
  {
    file: "integrations/instant/index.ts",
    // The first page's head is written down while the addresses in it still hold.
    old: "of(document)\n    .subscribe(resolve)",
    mended: "head(document)\n  of(document)\n    .subscribe(resolve)",
  },
  {
    file: "integrations/instant/index.ts",
    old: "function resolve(",
    mended: `const names = new WeakMap<HTMLElement, string>()
function written(el: HTMLElement): string {
  const copy = el.cloneNode() as HTMLElement
  if (el instanceof HTMLLinkElement) copy.setAttribute("href", el.href)
  const name = names.get(el) ?? copy.outerHTML + el.textContent
  names.set(el, name)
  return name
}
function resolve(`,
  },
];

/** @param {string} path @param {string} text @returns {string} */
function mend(path, text) {
  return MENDED.filter(({ file }) => path.endsWith(file)).reduce((all, { old, mended }) => {
    if (!all.includes(old))
      throw new Error(`${path} no longer has ${JSON.stringify(old)}; see runtime/theme_source.mjs`);
    return all.replace(old, () => mended);
  }, text);
}

/**
 * @param {string} text  the source map
 * @param {readonly string[]} features  of the theme, as mkdocs.yml names them
 * @returns {import("esbuild").Plugin}
 */
export function themeSource(text, features) {
  const map = JSON.parse(text);
  /** @type {Map<string, string>} */
  const files = new Map(
    map.sources.map((/** @type {string} */ name, /** @type {number} */ at) => [name, map.sourcesContent?.[at] ?? ""]),
  );
  const names = [...files.keys()].sort();

  /** @param {string} path  without its ending @returns {string | null} */
  const locate = (path) => {
    const found = ENDINGS.map((ending) => path + ending).find((name) => files.has(name));
    if (found) return found;
    return names.some((name) => name.startsWith(`${path}/`)) ? path + INDEX : null;
  };

  /** @param {string} path  as an import writes it @param {string} folder  of the file that imports @returns {string} */
  const expand = (path, folder) => {
    if (path === "rxjs") return "node_modules/rxjs/src/internal";
    if (path.startsWith("~/")) return `${SCRIPTS}/${path.slice(2)}`;
    return path.startsWith(".") ? posix.join(folder, path) : `node_modules/${path}`;
  };

  /** The index of a folder: everything its files export. @param {string} folder @returns {string} */
  const index = (folder) => {
    const inside = names.filter((name) => name.startsWith(`${folder}/`));
    const isRx = folder.startsWith("node_modules/rxjs/");
    const kept = isRx
      ? // RxJS has some names twice; its index passes on the function and not the old operator.
        inside.filter(
          (name) => !files.has(name.replace("/operators/", "/observable/")) || !name.includes("/operators/"),
        )
      : [...new Set(inside.map((name) => `${folder}/${name.slice(folder.length + 1).split("/")[0]}`))];
    return kept.map((name) => `export * from "./${posix.relative(folder, name).replace(/\.tsx?$/, "")}"`).join("\n");
  };

  return {
    name: "theme-source",
    setup(build) {
      build.onResolve({ filter: /^(~\/|rxjs$)/ }, ({ path, importer, resolveDir }) =>
        resolve(path, importer, resolveDir),
      );
      build.onResolve({ filter: /./, namespace: SPACE }, ({ path, importer, resolveDir }) =>
        resolve(path, importer, resolveDir),
      );
      build.onLoad({ filter: /./, namespace: SPACE }, ({ path }) => {
        if (path.endsWith(INDEX)) return { contents: index(path.slice(0, -INDEX.length)), loader: "ts" };
        // Known at build: what hangs on a feature that is off falls away, with what it imports.
        const contents = mend(path, files.get(path) ?? "").replace(/\bfeature\("([\w.]+)"\)/g, (_, name) =>
          String(features.includes(name)),
        );
        return { contents, loader: LOADERS[posix.extname(path)] ?? "js" };
      });

      /** @param {string} path @param {string} importer @param {string} resolveDir */
      function resolve(path, importer, resolveDir) {
        const folder = importer.endsWith(INDEX) ? importer.slice(0, -INDEX.length) : posix.dirname(importer);
        const found = locate(expand(path, folder));
        if (!found)
          return { errors: [{ text: `the theme's source map has no ${path} (for ${importer || resolveDir})` }] };
        // Nothing in there acts by being imported, but for what reads the page, which is imported for its names.
        return { path: found, namespace: SPACE, sideEffects: false };
      }
    },
  };
}
