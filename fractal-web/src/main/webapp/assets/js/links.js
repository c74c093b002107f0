/** Finds web and mail addresses in a text. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"']+|\bwww\.[^\s<>"']+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
const TRAILING = /[.,;:!?)\]}'"»“”]+$/;

/**
 * Splits a text into plain pieces and links. Punctuation that ends a sentence is not part of an address; a closing
 * bracket is, when it was opened inside it.
 * @param {string} text
 * @returns {{text: string, href: string|null}[]}
 */
export function splitLinks(text) {
  const pieces = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    if (!address) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), href: null });
    pieces.push({ text: address, href: hrefOf(address) });
    from = match.index + address.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), href: null });
  return pieces;
}

function trimmed(address) {
  const end = address.match(TRAILING)?.[0] ?? '';
  const opened = address.includes('(') && end.startsWith(')');
  return address.slice(0, address.length - end.length + (opened ? 1 : 0));
}

function hrefOf(address) {
  if (/^https?:/i.test(address)) return address;
  return /^www\./i.test(address) ? `https://${address}` : `mailto:${address}`;
}
