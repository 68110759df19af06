/**
 * What every page runs, in this order. Bundled into one file, which runs after the theme's own; what these modules
 * import on demand stays on demand (runtime/scripts.py).
 */
import "./page/palette.mjs";
import "./page/margin.mjs";
import "./page/target.mjs";
import "./page/terms.mjs";
import "./page/copy_markdown.mjs";
import "./page/not_found.mjs";
import "./search/app.mjs";
import "./selector/entry.mjs";
import "./previews/app.mjs";
import "./map/entry.mjs";
