/**
 * Join the style sheets of the page into one: the theme's, without the rules that no page of this site can meet, and
 * ours, minified. Reads its task as JSON from standard input, prints the sheet.
 */
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { build, transform } from "esbuild";
import purgecss from "purgecss";

/**
 * @typedef {object} Task
 * @property {string} entry  our sheets, in order
 * @property {string[]} theme  the theme's sheets, in order
 * @property {string[]} sources  templates and scripts: any word in them may become a class or an element
 * @property {string[]} words  names of elements, attributes and classes in the text of the pages
 */
const task = /** @type {Task} */ (JSON.parse(await text(process.stdin)));
// No newer syntax than these read; older readers get the same rules spelled out.
const target = ["chrome111", "firefox115", "safari16.4"];

const ours = await build({
  entryPoints: [task.entry],
  bundle: true,
  minify: true,
  write: false,
  target,
  charset: "utf8",
  legalComments: "none",
  // Addresses that hold in the site: the sheet lies where its parts lie.
  external: ["../fonts/*"],
});

// The theme marks what has the keyboard's focus with a class, by a script; every browser has a selector for it.
const sheets = await Promise.all(
  task.theme.map(async (path) => (await readFile(path, "utf8")).replaceAll(".focus-visible", ":focus-visible")),
);
const content = await Promise.all(
  task.sources.map(async (path) => ({ raw: await readFile(path, "utf8"), extension: "html" })),
);
const kept = await new purgecss.PurgeCSS().purge({
  content: [...content, { raw: task.words.join(" "), extension: "html" }],
  css: sheets.map((raw) => ({ raw })),
  variables: true,
  keyframes: true,
});
const theme = await transform(kept.map(({ css }) => css).join("\n"), {
  loader: "css",
  minify: true,
  target,
  legalComments: "none",
});
process.stdout.write(theme.code + (ours.outputFiles[0]?.text ?? ""));
