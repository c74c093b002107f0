/** The page's texts, in the language the server chose. */

const texts = JSON.parse(document.getElementById("texts").textContent);

export const language = document.documentElement.lang;

/** The text of a key, with {0}, {1} … replaced. */
export function text(key, ...values) {
  return (texts[key] ?? key).replace(/\{(\d)}/g, (all, index) => values[Number(index)] ?? all);
}
