/**
 * The page's style sheets, joined, minified and spelled out for older readers: the theme's and ours, each as one text.
 * Reads its task as JSON from standard input, prints them as JSON. What of the theme's a site keeps, styles.py decides.
 */
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { build, transform } from "esbuild";

/**
 * @typedef {object} Task
 * @property {Record<string, string>} entries  our sheets by name, each with what it imports, in order
 * @property {string[]} theme  the theme's sheets, in order
 */
const task = /** @type {Task} */ (JSON.parse(await text(process.stdin)));
// No newer syntax than these read; older readers get the same rules spelled out.
const target = ["chrome111", "firefox115", "safari16.4"];

/** @param {string} entry */
async function join(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    target,
    charset: "utf8",
    legalComments: "none",
    // Addresses that hold in the site: the sheet lies where its parts lie.
    external: ["../fonts/*"],
  });
  return outputFiles[0]?.text ?? "";
}
const ours = await Promise.all(Object.entries(task.entries).map(async ([name, entry]) => [name, await join(entry)]));
// The theme marks what has the keyboard's focus with a class, by a script; every browser has a selector for it.
const sheets = await Promise.all(
  task.theme.map(async (path) => (await readFile(path, "utf8")).replaceAll(".focus-visible", ":focus-visible")),
);
const theme = await transform(sheets.join("\n"), { loader: "css", minify: true, target, legalComments: "none" });
process.stdout.write(JSON.stringify({ theme: theme.code, ...Object.fromEntries(ours) }));
