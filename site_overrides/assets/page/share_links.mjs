/**
 * Links with answers in them, as mail and chat programs leave them: escaped once or twice, as HTML, with the full stop
 * of the sentence they stood in, with somebody's tracking parameters.
 */

const SELECTOR = /^#selector(?:\?|%3F|%253F)/i;
/** No answer ends in any of these: ids, figures and ranges end in a letter or a digit. */
const AFTER =
  /(?:[\s.,;:!?&'"()<>[\]{}*_~`|\\\u00a0\u00bb\u2018-\u201d\u200b-\u200f\u2060\ufeff\u3001\u3002]|%(?:2[0-9a-c]|3[a-f]|5[b-f]|60|7[b-e]|C2%A0|E2%80%[89][0-9A-F]|EF%BB%BF))+$/i;
const TRACKING = /^(?:utm_\w*|[a-z]*clid|mc_[ce]id|_hs\w+|igshid|si)$/i;

/**
 * The address part as it was sent.
 *
 * @param {string} hash  `location.hash`
 * @returns {string}  the same where nothing was done to it, or where it is not about the selector
 */
export function mendHash(hash) {
  if (!SELECTOR.test(hash)) return hash;
  const mended = mendOnce(hash);
  // What one spoiler hid another may have spoiled. Each turn leaves less, or what it was given.
  return mended === hash ? hash : mendHash(mended);
}

/** @param {string} hash  about the selector @returns {string} */
function mendOnce(hash) {
  let text = hash;
  for (let turn = 0; turn < 3 && !/^#selector\?[^%]*=/i.test(text); turn += 1) {
    const plain = decode(text);
    if (plain === text) break;
    text = plain;
  }
  text = text
    .replace(/=?[\r\n]+/g, "")
    .replace(/&(?:(?:amp|#0*38|#x0*26)(?:;|%3B))+/gi, "&")
    .replace(/=(?:3D)+/g, "=");
  const [, fields = ""] = /^#selector\?(.*)$/is.exec(text) ?? [];
  const kept = fields.split("&").filter((field) => field && !TRACKING.test(field.split("=", 1)[0] ?? ""));
  return `#selector?${kept.join("&").replace(AFTER, "")}`;
}

/** @param {string} text @returns {string}  the same where it cannot be taken apart */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Where a link leads whose # was escaped, which made it part of the path of a page that is not there.
 *
 * @param {URL} address
 * @returns {string | null}  null: this is not what happened
 */
export function mendPath(address) {
  let text = `${address.pathname}${address.search}`;
  for (let turn = 0; turn < 3; turn += 1) {
    const [, path, hash] = /^(.*?)(?:#|%23)(selector(?:\?|%3F|%253F).*)$/is.exec(text) ?? [];
    if (path !== undefined && hash !== undefined) return `${address.origin}${path}${mendHash(`#${hash}`)}`;
    text = decode(text);
  }
  return null;
}
