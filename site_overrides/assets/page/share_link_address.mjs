/** Before anything reads the address: a link that a mail or chat program has changed is put right. */
import { replaceAddress } from "./address.mjs";
import { mendHash } from "./share_links.mjs";

function mend() {
  const { hash } = location;
  const mended = mendHash(hash);
  if (mended !== hash) replaceAddress(mended);
}

mend();
addEventListener("hashchange", mend);
