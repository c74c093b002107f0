/** The open conversation's messages in the page: keeps the reader's place whatever arrives. */
import { signatureOf, drawItem } from './bubble.js';
import { el } from './dom.js';
import { isAtEnd } from './row-window.js';
import { keyOf } from './thread-store.js';

/** Older messages are fetched when the reader comes this close to the top. */
const FETCH_WITHIN_PIXELS = 240;

/**
 * @param {object} options
 * @param {HTMLElement} options.scroller the scrolling box
 * @param {HTMLElement} options.items the list inside it
 * @param {HTMLButtonElement} options.pill leads to the end, and counts what came meanwhile
 */
export function createThread({ scroller, items, pill, i18n, errors, onOlder, onDetails, onRetry, onFetch, onSeen }) {
  let store = null;
  let name = '';
  let fetching = false;
  let below = 0;
  let atEnd = true;
  const nodes = new Map();
  const context = { i18n, errors, contactName: () => name };

  function draw() {
    const layout = store.layout();
    const wanted = new Map();
    if (store.hasMore) wanted.set('older', 'older');
    layout.forEach((item) => wanted.set(item.key, item));
    for (const [key, entry] of nodes) {
      if (wanted.has(key)) continue;
      entry.node.remove();
      nodes.delete(key);
    }
    let previous = null;
    for (const [key, item] of wanted) {
      const node = nodeFor(key, item);
      const next = previous ? previous.nextSibling : items.firstChild;
      if (next !== node) items.insertBefore(node, next);
      previous = node;
    }
  }

  function nodeFor(key, item) {
    const signature = item === 'older' ? 'older' : signatureOf(item);
    const known = nodes.get(key);
    if (known?.signature === signature) return known.node;
    const node = item === 'older' ? el('li', { class: 'older', text: i18n.t('inbox.thread.older') }) : drawItem(item, context);
    if (known) {
      const focused = known.node.contains(document.activeElement);
      if (known.node.getAttribute('aria-current')) node.setAttribute('aria-current', 'true');
      known.node.replaceWith(node);
      if (focused) node.querySelector('.meta')?.focus({ preventScroll: true });
    }
    nodes.set(key, { node, signature });
    return node;
  }

  /** Draws anew and stays where the reader is: at the end, or on the same line. */
  function render({ toEnd = false } = {}) {
    const stick = toEnd || atEnd;
    const anchor = stick ? null : anchorLine();
    draw();
    if (stick) scroller.scrollTop = scroller.scrollHeight;
    else if (anchor) scroller.scrollTop += anchor.node.getBoundingClientRect().top - anchor.top;
    showPill();
  }

  /** A message in sight, and where it stands: after drawing it shall stand there again. */
  function anchorLine() {
    const top = scroller.getBoundingClientRect().top;
    for (const node of items.querySelectorAll('.message')) {
      const box = node.getBoundingClientRect();
      if (box.bottom > top) return { node, top: box.top };
    }
    return null;
  }

  function showPill() {
    pill.hidden = atEnd || (below === 0 && distance() < scroller.clientHeight);
    const text = below > 0 ? i18n.t('inbox.thread.below', { n: below }) : i18n.t('inbox.thread.toEnd');
    pill.querySelector('span').textContent = text;
  }

  const distance = () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;

  function scrolled() {
    atEnd = isAtEnd(scroller);
    if (atEnd && below > 0) onSeen();
    if (atEnd) below = 0;
    showPill();
    if (store?.hasMore && !fetching && scroller.scrollTop < FETCH_WITHIN_PIXELS) older();
  }

  async function older() {
    fetching = true;
    try {
      await onOlder();
    } finally {
      fetching = false;
    }
  }

  scroller.addEventListener('scroll', scrolled, { passive: true });
  new ResizeObserver(() => {
    if (atEnd) scroller.scrollTop = scroller.scrollHeight;
    showPill();
  }).observe(scroller);
  items.addEventListener('load', () => atEnd && (scroller.scrollTop = scroller.scrollHeight), { capture: true });
  pill.addEventListener('click', () => {
    below = 0;
    scroller.scrollTop = scroller.scrollHeight;
    onSeen();
  });
  items.addEventListener('click', (event) => {
    const item = event.target.closest('.message');
    if (!item || event.target.closest('a')) return;
    if (event.target.closest('[data-action="retry"]')) return onRetry(item.dataset.key);
    const fetching = event.target.closest('[data-action="fetch"]');
    if (fetching) return onFetch(item.dataset.message, Number(fetching.dataset.index));
    const selecting = String(getSelection()) !== '' && !event.target.closest('.meta');
    if (item.dataset.message && event.target.closest('.bubble') && !selecting) {
      item.querySelector('.meta').focus({ preventScroll: true });
      onDetails(item.dataset.message);
    }
  });

  return {
    show(newStore, contactName) {
      store = newStore;
      name = contactName;
      below = 0;
      atEnd = true;
      nodes.clear();
      items.replaceChildren();
      draw();
      const divider = items.querySelector('.divider');
      scroller.scrollTop = scroller.scrollHeight;
      // Many new messages: begin at the line, not below what has not been read.
      if (divider && divider.offsetTop < scroller.scrollTop) scroller.scrollTop = Math.max(0, divider.offsetTop - 80);
      atEnd = isAtEnd(scroller);
      showPill();
    },
    loading() {
      store = null;
      nodes.clear();
      const bones = Array.from({ length: 6 }, () => el('span', { class: 'skeleton' }));
      items.replaceChildren(el('li', { class: 'thread-ghost', 'aria-hidden': 'true' }, ...bones));
      pill.hidden = true;
    },
    clear() {
      store = null;
      nodes.clear();
      items.replaceChildren();
      pill.hidden = true;
    },
    render,
    /** A message came from the other side: the reader at the end follows, any other is told. */
    arrived() {
      if (!atEnd) below += 1;
      render();
    },
    mark(messageId) {
      items.querySelector('[aria-current]')?.removeAttribute('aria-current');
      const message = store?.messages.find((known) => known.id === messageId);
      if (message) nodes.get(keyOf(message))?.node.setAttribute('aria-current', 'true');
    },
    get atEnd() {
      return atEnd;
    },
  };
}
