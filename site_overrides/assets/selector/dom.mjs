/** Elements from plain text: no markup is ever parsed, so no answer and no rule can become code. */

/**
 * @param {string} tag  with classes: `span.rank__note`
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string | null)} children  null is left out
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const [name = "div", ...classes] = tag.split(".");
  const made = document.createElement(name);
  if (classes.length > 0) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * A fold within a part. Named, so that it stays open when the part is written anew for another result.
 *
 * @param {string} name  one of a kind in its part
 * @param {string} summary
 * @param {...Node} children
 * @returns {HTMLElement}
 */
export function moreFold(name, summary, ...children) {
  return element("details.more", { "data-more": name }, element("summary", {}, summary), ...children);
}

/** @param {string} motion @returns {SVGElement}  its mark, as partials/mark.html draws it */
export function markOf(motion) {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("class", "mark");
  svg.setAttribute("data-mark", motion);
  svg.setAttribute("viewBox", "0 0 12 12");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(namespace, "use");
  // Not a plain href: Material's instant loading assigns to every [href], which an SVG use does not allow.
  use.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", `#mark-${motion}`);
  svg.append(use);
  return svg;
}

/**
 * The one element that must be there; a template that lost it is a mistake to hear about at once.
 *
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function find(root, selector) {
  const found = root.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`the selector's page has no ${selector}`);
  return found;
}

/**
 * Write a sentence in large type, whose figures keep their sign on their line.
 *
 * @param {Element} target
 * @param {string} text
 */
export function setHeadline(target, text) {
  if (target.textContent === text) return;
  const pieces = text.split(/(\d+ %)/); // every second one is a share
  target.replaceChildren(...pieces.map((piece, place) => (place % 2 ? element("span.share", {}, piece) : piece)));
}

/** @param {Element} target @param {string} text  written only when it differs, so that nothing is announced twice */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}
