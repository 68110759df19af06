/**
 * What may become a script, where the browser asks (Trusted Types): scripts and workers of this site, and whole pages of
 * it that instant navigation takes apart, whose own scripts the page's policy knows by their hashes. No text becomes
 * markup or code in any other way.
 */

/** @typedef {{createPolicy: (name: string, rules: Record<string, (text: string, type: string, sink: string) => string |
 *   null>) => void}} TrustedTypes */

const { trustedTypes } = /** @type {{trustedTypes?: TrustedTypes}} */ (/** @type {unknown} */ (globalThis));

trustedTypes?.createPolicy("default", {
  createHTML: (text, _type, sink) => (sink.startsWith("DOMParser") ? text : null),
  createScript: (text, _type, sink) => (sink.startsWith("HTMLScriptElement") ? text : null),
  createScriptURL: (text) => (new URL(text, document.baseURI).origin === location.origin ? text : null),
});
