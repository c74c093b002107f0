/**
 * Small helpers around the DOM. Text always goes in as text nodes: nothing a customer writes is ever parsed as markup.
 */
const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element.
 * @param {string} tag name of the element
 * @param {Object<string, any>} [props] `class`, `text`, `on` (listeners), `data`; anything else becomes an attribute
 * @param {...(Node|string|null|false)} children appended in order; null and false are left out
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'class') node.className = value;
    else if (name === 'text') node.textContent = value;
    else if (name === 'on') for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === 'data') Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A sign of the page's sprite; decoration unless it has a label. */
export function icon(name, { className = '', label = null } = {}) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', `icon ${className}`.trim());
  if (label) {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
  } else svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

/** The page's element with this id; a missing one is a fault in the page, told at once. */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`The page has no element #${id}`);
  return node;
}

/** Opens a dialog and gives the focus back to whatever had it when the dialog closes. */
export function openDialog(dialog, { modal = true } = {}) {
  const opener = document.activeElement;
  if (!dialog.open) {
    if (modal) dialog.showModal();
    else dialog.show();
  }
  dialog.addEventListener('close', () => opener?.isConnected && opener.focus({ preventScroll: true }), { once: true });
}

/** Whether the focus is somewhere text is typed, where single keys are text and not commands. */
export function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}
