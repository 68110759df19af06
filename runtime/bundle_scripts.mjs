/**
 * Bundle the scripts of the page: the theme's shell, the site's modules, what is imported on demand as pieces of its
 * own, the worker. Prints the names as JSON.
 *
 * node runtime/bundle_scripts.mjs ROOT SOURCE_MAP OUT FEATURES   (SOURCE_MAP may be "": the theme ships none)
 */
import { readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { build } from "esbuild";
import { themeSource } from "./theme_source.mjs";

const [root = "", sourceMap = "", out = "", features = ""] = process.argv.slice(2);
const modules = join(root, "site_overrides", "assets");

/** @satisfies {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  format: /** @type {const} */ ("esm"),
  minify: true,
  target: "es2022",
  charset: /** @type {const} */ ("utf8"),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  legalComments: /** @type {const} */ ("none"),
  metafile: /** @type {const} */ (true),
  write: true,
};

/**
 * Name of the file made of an entry.
 *
 * @param {import("esbuild").BuildResult<{metafile: true}>} result
 * @param {string} entry
 * @returns {string}
 */
function nameOf({ metafile }, entry) {
  const found = Object.entries(metafile.outputs).find(
    ([, { entryPoint }]) => entryPoint && basename(entryPoint) === entry,
  );
  if (!found) throw new Error(`nothing was made of ${entry}`);
  return basename(found[0]);
}

const workers = await build({
  ...common,
  entryPoints: [join(modules, "selector", "worker.mjs")],
  splitting: true,
});
const worker = nameOf(workers, "worker.mjs");

// A script of the old kind, as text: runtime/offline.py writes what it keeps before it.
const offline = await build({
  ...common,
  format: "iife",
  entryPoints: [join(modules, "offline", "service_worker.mjs")],
  outExtension: { ".js": ".js" },
});

/** The worker is an address and no import: give it the name it got. @type {import("esbuild").Plugin} */
const workerAddress = {
  name: "worker-address",
  setup(builder) {
    builder.onLoad({ filter: /[\\/]selector[\\/]client\.mjs$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text.replace('"./worker.mjs"', JSON.stringify(`./${worker}`));
      if (contents === text) return { errors: [{ text: `${relative(root, path)} no longer names "./worker.mjs"` }] };
      return { contents, loader: "js" };
    });
  },
};

// A file of its own, which the page names first: the site's modules look for what it leaves behind.
// Of another release of the theme it may not be made: then pages get the theme's own bundle, and the build says so.
let refused = sourceMap ? "" : "the theme has no source map of its scripts";
const theme = await bundleTheme().catch((error) => {
  refused ||= String(error.errors?.[0]?.text ?? error.message);
  return null;
});

/** @returns {Promise<import("esbuild").BuildResult<{metafile: true}> | null>} */
async function bundleTheme() {
  if (!sourceMap) return null;
  return build({
    ...common,
    logLevel: "silent",
    entryPoints: { theme: join(root, "runtime", "theme_shell.mjs") },
    plugins: [themeSource(await readFile(sourceMap, "utf8"), features.split(","))],
  });
}

const page = await build({
  ...common,
  entryPoints: { site: join(modules, "entry.mjs") },
  splitting: true,
  plugins: [workerAddress],
});

/** What is fetched for one entry, itself first. @param {string} start @returns {string[]} */
function partsOf(start) {
  const { outputs } = page.metafile;
  const [name, made] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(start)) ?? [];
  if (!name || !made) throw new Error(`${start} is no longer fetched by itself`);
  const shared = made.imports.filter(({ kind, external }) => kind === "import-statement" && !external);
  return [name, ...shared.map(({ path }) => path)].map((path) => basename(path));
}

/** Packages of others whose code is in the scripts. @returns {string[]} */
function packagesInside() {
  const made = [theme, workers, page].flatMap((result) => Object.values(result?.metafile.outputs ?? {}));
  const kept = made
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const names = kept.map(([path]) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

const names = {
  theme: theme ? nameOf(theme, "theme_shell.mjs") : "",
  inside: packagesInside(),
  refused,
  page: partsOf("assets/entry.mjs"),
  selector: partsOf("selector/app.mjs"),
  worker,
  offline: nameOf(offline, "service_worker.mjs"),
};
process.stdout.write(JSON.stringify(names));
