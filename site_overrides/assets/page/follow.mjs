/** Go to a page of this site the way a click on a link does: instant loading knows only those. */

/** @param {string} address */
export function follow(address) {
  const link = document.createElement("a");
  link.href = address;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
