/** The conversation list in the page: fixed rows, of which only the visible ones exist. */
import { el, icon } from './dom.js';
import { channelClass, channelSign, initials, tint } from './people.js';
import { needsMore, rowWindow, scrollToRow } from './row-window.js';
import { isError, sign } from './status.js';

const ROW_HEIGHT = 76;

/** A hand that rests this long is no longer aiming, and the rows may take their places. */
const AIMING_MILLISECONDS = 1200;

/**
 * @param {object} options
 * @param {HTMLElement} options.scroller the scrolling box
 * @param {HTMLElement} options.sizer the list inside it, as tall as all rows
 * @param {HTMLElement} options.empty what to show when there is no row
 */
export function createList({ scroller, sizer, empty, store, drafts, i18n, onOpen, onMore }) {
  let selected = null;
  let focusIndex = 0;
  let loading = false;
  let aiming = null;
  let scheduled = false;
  const slots = new Map();

  function render() {
    scheduled = false;
    const count = store.count;
    const ghosts = store.hasMore ? 3 : 0;
    sizer.style.height = `${(count + ghosts) * ROW_HEIGHT}px`;
    empty.hidden = count > 0;
    focusIndex = Math.min(focusIndex, Math.max(0, count - 1));
    const view = rowWindow({ scrollTop: scroller.scrollTop, height: scroller.clientHeight, rowHeight: ROW_HEIGHT, count });
    const wanted = new Set();
    for (let index = view.first; index < view.end; index++) wanted.add(place(index, count));
    for (let ghost = 0; ghost < (view.end === count ? ghosts : 0); ghost++) wanted.add(placeGhost(count + ghost));
    for (const [key, slot] of slots) {
      if (wanted.has(key)) continue;
      slot.node.remove();
      slots.delete(key);
    }
    inOrder(wanted);
    if (store.hasMore && !loading && needsMore({ end: view.end, count })) more();
  }

  /** The order in the document is the order on screen, for those who listen to the page or walk it by keyboard. */
  function inOrder(wanted) {
    const focused = document.activeElement;
    let position = sizer.firstChild;
    for (const key of wanted) {
      const { node } = slots.get(key);
      if (node === position) position = position.nextSibling;
      else sizer.insertBefore(node, position);
    }
    // Moving a node takes the focus from it.
    if (focused !== document.activeElement && sizer.contains(focused)) focused.focus({ preventScroll: true });
  }

  async function more() {
    loading = true;
    try {
      await onMore();
    } finally {
      loading = false;
    }
    render();
  }

  function place(index, count) {
    const row = store.at(index);
    const slot = slots.get(row.id) ?? addSlot(row.id, el('li', { class: 'row-slot' }));
    slot.node.style.transform = `translateY(${index * ROW_HEIGHT}px)`;
    slot.node.setAttribute('aria-setsize', store.hasMore ? -1 : count);
    slot.node.setAttribute('aria-posinset', index + 1);
    const content = rowContent(row);
    const signature = JSON.stringify(content);
    if (slot.signature !== signature) {
      const focused = slot.node.contains(document.activeElement);
      slot.node.replaceChildren(rowLink(row, content));
      slot.signature = signature;
      if (focused) slot.node.firstChild.focus({ preventScroll: true });
    }
    slot.node.firstChild.tabIndex = index === focusIndex ? 0 : -1;
    return row.id;
  }

  function placeGhost(index) {
    const key = `ghost-${index - store.count}`;
    const slot = slots.get(key) ?? addSlot(key, el('li', { class: 'row-slot ghost', 'aria-hidden': 'true' }, el('span', { class: 'skeleton' }), el('span', { class: 'lines' }, el('span', { class: 'skeleton' }), el('span', { class: 'skeleton' }))));
    slot.node.style.transform = `translateY(${index * ROW_HEIGHT}px)`;
    return key;
  }

  function addSlot(key, node) {
    const slot = { node, signature: null };
    slots.set(key, slot);
    sizer.append(node);
    return slot;
  }

  function rowContent(row) {
    const draft = row.id === selected ? '' : drafts.get(row.id);
    return {
      id: row.id,
      name: row.contactName,
      channel: row.channelType,
      preview: draft || row.lastMessagePreview || '',
      draft: Boolean(draft),
      outbound: row.lastMessageDirection === 'OUTBOUND',
      status: row.lastMessageDirection === 'OUTBOUND' ? row.lastMessageStatus : null,
      time: row.lastMessageAt ? i18n.relative(row.lastMessageAt) : '',
      at: row.lastMessageAt,
      unread: row.id === selected ? 0 : row.unreadCount,
      selected: row.id === selected,
    };
  }

  function rowLink(row, content) {
    const failed = isError(content.status);
    return el(
      'a',
      {
        class: `row${content.unread > 0 ? ' unread' : ''}`,
        href: `?c=${encodeURIComponent(row.id)}`,
        'aria-current': content.selected ? 'true' : null,
        data: { conversation: row.id },
      },
      el(
        'span',
        { class: 'avatar-box', 'aria-hidden': 'true' },
        el('span', { class: `avatar tint-${tint(row.contactId)}`, text: initials(content.name) }),
        el('span', { class: `channel-badge ${channelClass(content.channel)}` }, icon(channelSign(content.channel))),
      ),
      el('span', { class: 'row-text' }, el('span', { class: 'row-name' }, content.name, el('span', { class: 'sr-only', text: `, ${i18n.t(`channel.${content.channel}`)}` })), preview(content, failed)),
      el(
        'span',
        { class: 'row-side' },
        el('time', { class: 'row-time', datetime: content.at, title: content.at ? i18n.full(content.at) : null, text: content.time }),
        el('span', { class: 'row-mark' }, mark(content, failed)),
      ),
    );
  }

  function preview(content, failed) {
    if (content.draft) return el('span', { class: 'row-preview' }, el('span', { class: 'row-draft', text: `${i18n.t('inbox.list.draft')} ` }), content.preview);
    const kind = sign(content.status);
    const tick = content.outbound && !failed ? icon(kind === 'read' ? 'ticks' : kind, { className: `tick-${kind}`, label: i18n.t(`status.${content.status}`) }) : null;
    return el('span', { class: 'row-preview' }, tick, content.preview || i18n.t('inbox.list.media'));
  }

  function mark(content, failed) {
    if (content.unread > 0) return el('span', { class: 'count-badge' }, el('span', { 'aria-hidden': 'true', text: i18n.count(content.unread) }), el('span', { class: 'sr-only', text: i18n.t('inbox.list.unread', { n: content.unread }) }));
    return failed ? icon('error', { label: i18n.t(`status.${content.status}`) }) : null;
  }

  function soon() {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(render);
  }

  function focusRow(index) {
    if (store.count === 0) return;
    focusIndex = Math.max(0, Math.min(index, store.count - 1));
    scroller.scrollTop = scrollToRow({ index: focusIndex, scrollTop: scroller.scrollTop, height: scroller.clientHeight, rowHeight: ROW_HEIGHT });
    render();
    slots.get(store.at(focusIndex).id)?.node.firstChild.focus({ preventScroll: true });
  }

  function aim() {
    clearTimeout(aiming);
    store.freeze();
    aiming = setTimeout(rest, AIMING_MILLISECONDS);
  }

  function rest() {
    clearTimeout(aiming);
    if (store.thaw()) render();
  }

  scroller.addEventListener('scroll', soon, { passive: true });
  scroller.addEventListener('pointermove', (event) => event.pointerType === 'mouse' && aim(), { passive: true });
  scroller.addEventListener('pointerleave', rest, { passive: true });
  new ResizeObserver(soon).observe(scroller);

  sizer.addEventListener('click', (event) => {
    const link = event.target.closest('a.row');
    // A click with a modifier opens a tab, as on any link.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    focusIndex = store.indexOf(link.dataset.conversation);
    onOpen(link.dataset.conversation, { fromKeyboard: event.detail === 0 });
  });
  sizer.addEventListener('keydown', (event) => {
    const moves = { ArrowDown: focusIndex + 1, ArrowUp: focusIndex - 1, Home: 0, End: store.count - 1 };
    if (!(event.key in moves)) return;
    event.preventDefault();
    focusRow(moves[event.key]);
  });

  return {
    render,
    select(id) {
      selected = id;
      const index = store.indexOf(id);
      if (index >= 0) focusIndex = index;
      render();
    },
    /** Moves the roving focus; when the focus is elsewhere it starts at the open conversation. */
    move(step) {
      const inside = sizer.contains(document.activeElement);
      focusRow(inside || selected === null ? focusIndex + (inside ? step : 0) : store.indexOf(selected) + step);
    },
    focus: () => focusRow(focusIndex),
    toTop() {
      scroller.scrollTop = 0;
      focusIndex = 0;
    },
  };
}
