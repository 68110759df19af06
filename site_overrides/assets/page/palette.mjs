/**
 * Light and dark. The page's own inline script (partials/javascripts/palette.html) has set the scheme before the first
 * paint; this one changes it when the reader asks, keeps the choice where Material keeps it, and follows the system for
 * readers who have not chosen.
 */

/** @typedef {{index: number, color: {scheme?: string}}} Choice */
/**
 * @typedef {{__md_get?: (key: string) => Choice | null, __md_set?: (key: string, value: Choice) => void}} Store  of the
 * theme's inline script
 */

const KEY = "__palette";
const store = /** @type {Store} */ (/** @type {unknown} */ (window));

/** @param {HTMLInputElement[]} inputs @param {number} index */
function show(inputs, index) {
  const input = inputs[index];
  if (!input) return;
  input.checked = true;
  document.body.dataset.mdColorScheme = input.dataset.mdColorScheme;
  for (const each of inputs) {
    // Beside each scheme stands the button that leads away from it.
    const button = each.nextElementSibling;
    if (button instanceof HTMLElement) button.hidden = each !== input;
  }
}

/** @returns {boolean}  whether the reader ever chose */
function hasChosen() {
  try {
    return Boolean(store.__md_get?.(KEY));
  } catch {
    return false; // storage is blocked: nothing was kept
  }
}

const form = document.querySelector("[data-md-component=palette]");
if (form instanceof HTMLFormElement) {
  const inputs = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input")]);
  form.addEventListener("change", ({ target }) => {
    const index = inputs.findIndex((input) => input === target);
    show(inputs, index);
    store.__md_set?.(KEY, { index, color: { scheme: inputs[index]?.dataset.mdColorScheme } });
  });
  // A single choice that toggles: Enter does what a click on the button does.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const next = inputs[(inputs.findIndex((input) => input.checked) + 1) % inputs.length];
    next?.click();
    next?.focus();
  });
  for (const [index, input] of inputs.entries()) {
    matchMedia(input.dataset.mdColorMedia ?? "not all").addEventListener("change", ({ matches }) => {
      if (matches && !hasChosen()) show(inputs, index);
    });
  }
}
