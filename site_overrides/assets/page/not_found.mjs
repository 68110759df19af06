/** On the not-found page only: the nearest names. */
import { onPage } from "./each_page.mjs";

onPage("[data-lost]", async (panel) => {
  const { showNearest } = await import("./nearest.mjs");
  await showNearest(panel);
});
