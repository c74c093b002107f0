/** Search, tabs, channel filter and counts: what the list asks the server for. */
import { byId, el, icon } from './dom.js';

const PAGE = 50;
const SEARCH_AFTER_MILLISECONDS = 180;
const COUNTS_AFTER_MILLISECONDS = 400;

export function createFilters({ api, store, list, i18n, errors, notices }) {
  const search = byId('search');
  const clear = byId('search-clear');
  const tabs = byId('tabs');
  const menu = byId('filter-menu');
  const chips = byId('chips');
  let running = null;
  let searchTimer = null;
  let countsTimer = null;

  async function load(change) {
    const filter = { ...store.filter, ...change };
    running?.abort();
    running = new AbortController();
    const mine = running;
    show(filter);
    try {
      const { items, total, cursor } = await api.conversations({ ...filter, limit: PAGE }, mine.signal);
      store.replace(items, total, filter, cursor);
      list.toTop();
      list.render();
      explainEmpty(filter);
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      show(store.filter);
      notices.toast(errors.ofCall(failure));
    }
  }

  function show(filter) {
    tabs.querySelectorAll('button').forEach((tab) => tab.setAttribute('aria-pressed', String(tab.dataset.view === filter.view)));
    menu.querySelectorAll('[data-channel]').forEach((item) => item.setAttribute('aria-checked', String(item.dataset.channel === filter.channel)));
    menu.querySelectorAll('[data-view]').forEach((item) => item.setAttribute('aria-checked', String(item.dataset.view === filter.view)));
    const special = ['unread', 'archived'].includes(filter.view);
    const marks = [special && chip(i18n.t(`inbox.filter.${filter.view}`), { view: 'all' }), filter.channel && chip(i18n.t(`channel.${filter.channel}`), { channel: '' })].filter(Boolean);
    chips.replaceChildren(...marks);
    chips.hidden = marks.length === 0;
    clear.hidden = search.value === '';
  }

  function chip(text, change) {
    return el('button', { type: 'button', class: 'chip', 'aria-label': i18n.t('inbox.filter.remove', { name: text }), on: { click: () => load(change) } }, text, icon('close', { className: 'icon-16' }));
  }

  function explainEmpty(filter) {
    const key = filter.q ? 'search' : filter.channel ? 'channel' : filter.view;
    byId('list-empty-title').textContent = i18n.t(`inbox.empty.${key}.title`);
    byId('list-empty-text').textContent = i18n.t(`inbox.empty.${key}.text`);
  }

  function showCounts(counts) {
    tabs.querySelectorAll('button').forEach((tab) => {
      tab.querySelector('.count').textContent = i18n.count(counts[tab.dataset.view] ?? 0);
    });
    notices.unread(counts.unread ?? 0);
    notices.unassigned(counts.unassignedMessages ?? 0);
  }

  search.addEventListener('input', () => {
    clear.hidden = search.value === '';
    clearTimeout(searchTimer);
    searchTimer = setTimeout(() => load({ q: search.value.trim() }), SEARCH_AFTER_MILLISECONDS);
  });
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    list.focus();
  });
  clear.addEventListener('click', () => {
    search.value = '';
    load({ q: '' });
    search.focus();
  });
  tabs.addEventListener('click', (event) => {
    const tab = event.target.closest('button');
    if (tab) load({ view: tab.dataset.view });
  });
  menu.addEventListener('click', (event) => {
    const item = event.target.closest('[data-channel], [data-view]');
    if (!item) return;
    menu.hidePopover();
    load('channel' in item.dataset ? { channel: item.dataset.channel } : { view: item.dataset.view });
  });
  // Arrow keys walk the menu, as a menu's do.
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const items = [...menu.querySelectorAll('[role="menuitemradio"]')];
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  });
  menu.addEventListener('toggle', (event) => {
    byId('filter-button').setAttribute('aria-expanded', String(event.newState === 'open'));
    if (event.newState === 'open') menu.querySelector('[aria-checked="true"]')?.focus();
  });
  show(store.filter);
  explainEmpty(store.filter);

  return {
    showCounts,
    countsChanged() {
      clearTimeout(countsTimer);
      countsTimer = setTimeout(async () => {
        // A count that cannot be had now comes with the next event.
        const counts = await api.counts().catch(() => null);
        if (counts) showCounts(counts);
      }, COUNTS_AFTER_MILLISECONDS);
    },
    /** Reads the list anew in place, after a gap that realtime could not fill. */
    async refresh() {
      await load({});
      this.countsChanged();
    },
    async loadMore() {
      const filter = store.filter;
      try {
        const { items, total, cursor } = await api.conversations({ ...filter, cursor: store.cursor, limit: PAGE });
        if (filter === store.filter) store.append(items, total, cursor);
      } catch (failure) {
        notices.toast(errors.ofCall(failure));
        // Asking again at once would only fail again; the next scroll asks.
        await new Promise((resolve) => setTimeout(resolve, 3000));
      }
    },
  };
}
