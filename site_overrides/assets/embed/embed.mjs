/**
 * The selector of this library in somebody else's page, by one line there:
 *
 *     <script async src="https://example.org/notes/embed.js"></script>
 *
 * A frame follows the line, as wide as there is room and as high as what it shows. It is a page of its own origin: no
 * style of this page reaches in, no script reaches out, and answers stay in the reader's browser. What the selector
 * says comes out as the events `selector:ready`, `selector:result` and `selector:failed` on the frame, each with its
 * `detail`; they bubble. `data-answers="runs=one-machine&writers=one"` on the line opens with these answers,
 * `data-title` names the frame.
 */
(() => {
  const line = document.currentScript;
  if (!(line instanceof HTMLScriptElement)) return;
  const address = new URL("embed/", line.src);
  if (line.dataset.answers) address.hash = `selector?v=1&${line.dataset.answers}`;
  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = line.dataset.title ?? "Selector";
  frame.loading = "lazy";
  frame.style.cssText = "display:block;width:100%;height:640px;border:0;color-scheme:auto";
  line.after(frame);
  addEventListener("message", ({ source, origin, data }) => {
    // Nobody but the frame made here is listened to.
    if (source !== frame.contentWindow || origin !== address.origin || data?.embedded !== "selector") return;
    if (data.type === "selector:size") frame.style.height = `${Number(data.detail.height)}px`;
    else frame.dispatchEvent(new CustomEvent(data.type, { detail: data.detail, bubbles: true }));
  });
})();
