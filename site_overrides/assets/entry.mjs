/**
 * What every page runs, in this order. Bundled into one file, which runs after the theme's own; what these modules
 * import on demand stays on demand (runtime/scripts.py).
 */
import "./page/share_link_address.mjs";
import "./page/palette.mjs";
import "./page/margin.mjs";
import "./page/target.mjs";
import "./page/terms.mjs";
import "./page/copy_markdown.mjs";
import "./page/print.mjs";
import "./page/parts.mjs";
import "./page/not_found.mjs";
import "./search/app.mjs";
import "./selector/entry.mjs";
import "./previews/app.mjs";
import "./map/entry.mjs";
import "./offline/page.mjs";

// All of it has run: main.html says so where it has not.
document.documentElement.dataset.scripts = "up";
