// How the page's modules hang together: none imports itself by a detour, on demand or not.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const ASSETS = fileURLToPath(new URL("../../site_overrides/assets/", import.meta.url));
const IMPORT = /^(?:import|export)\b[^;"]*?"(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/gm;

/** @returns {Promise<Map<string, string[]>>}  modules with what each imports */
async function readImports() {
  const names = (await readdir(ASSETS, { recursive: true })).filter((name) => name.endsWith(".mjs"));
  const entries = names.map(async (name) => {
    const text = await readFile(join(ASSETS, name), "utf8");
    const found = [...text.matchAll(IMPORT)].map(([, still, onDemand]) => still ?? onDemand ?? "");
    return /** @type {[string, string[]]} */ ([name, found.map((each) => join(dirname(name), each))]);
  });
  return new Map(await Promise.all(entries));
}

test("no module of the page imports itself by a detour", async () => {
  const imports = await readImports();
  assert.ok(imports.size > 50 && imports.get("entry.mjs")?.includes("selector/entry.mjs"), "the modules are read");
  const done = new Set();
  /** @param {string} name @param {string[]} way */
  const visit = (name, way) => {
    assert.ok(!way.includes(name), `in a circle: ${[...way, name].join(" -> ")}`);
    if (done.has(name)) return;
    for (const next of imports.get(name) ?? []) visit(next, [...way, name]);
    done.add(name);
  };
  for (const name of imports.keys()) visit(name, []);
});
