// What is left of a script, given on standard input, without the functions and variables that nothing in it uses.
import { readFileSync } from "node:fs";
import { transform } from "esbuild";

const { code } = await transform(readFileSync(0, "utf8"), {
  format: "esm",
  minify: true,
  treeShaking: true,
  legalComments: "none",
  logLevel: "error",
});
process.stdout.write(code);
