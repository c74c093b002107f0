/** Makes elements. */

const SVG = "http://www.w3.org/2000/svg";
const ICONS = new URL("icons.svg", import.meta.url).pathname;

/** An element with properties and children; strings become text. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) {
      made[name] = value;
    } else {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** An icon that says nothing to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${ICONS}#${name}`);
  svg.append(use);
  return svg;
}

/** Text for screen readers only. */
export function spoken(words) {
  return element("span", { className: "visually-hidden" }, words);
}

/**
 * Makes the children of an element what they should be, and touches only those that changed: screen readers speak what is new, and
 * nothing flickers.
 *
 * @param items objects with a key, a signature that changes with the content, and make() for the element
 */
export function reconcile(parent, items) {
  const present = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => {
    const old = present.get(item.key);
    if (old?.dataset.signature === item.signature) {
      return old;
    }
    const made = item.make();
    made.dataset.key = item.key;
    made.dataset.signature = item.signature;
    return made;
  });
  const kept = new Set(wanted);
  [...parent.children].filter((child) => !kept.has(child)).forEach((child) => child.remove());
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) {
      parent.insertBefore(child, parent.children[index] ?? null);
    }
  });
}
