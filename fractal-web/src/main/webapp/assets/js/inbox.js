/** Puts the inbox together: page data, stores, views, realtime and keys. */
import { createApi } from './api.js';
import { createComposer } from './composer.js';
import { createConversationStore } from './conversation-store.js';
import { createChat } from './chat.js';
import { byId, isTyping, openDialog } from './dom.js';
import { createDrafts } from './drafts.js';
import { createDrawer } from './drawer.js';
import { createErrors } from './errors.js';
import { createFilters } from './filters.js';
import { createI18n } from './i18n.js';
import { createList } from './list.js';
import { createNewMessage } from './new-message.js';
import { createRealtime } from './realtime.js';
import { actionOf } from './shortcuts.js';
import { createThread } from './thread.js';
import { createNotices } from './notices.js';

const page = JSON.parse(byId('inbox-data').textContent);
const storage = safeStorage();
const i18n = createI18n(page.locale, page.messages);
const errors = createErrors(i18n);
const drafts = createDrafts(storage);
const userId = page.user?.id ?? null;
const notices = createNotices({ i18n, page });
const api = createApi({ csrfHeader: page.csrfHeader, onSignedOut: notices.signedOut });
const store = createConversationStore({ items: page.conversations, total: page.total, cursor: page.nextCursor, filter: { view: 'all', channel: '', q: '' }, userId });

const list = createList({
  scroller: byId('rows'),
  sizer: byId('rows-sizer'),
  empty: byId('list-empty'),
  store,
  drafts,
  i18n,
  onOpen: (id, how) => chat.open(id, { ...how, remember: true }),
  onMore: () => filters.loadMore(),
});
const filters = createFilters({ api, store, list, i18n, errors, notices });
const drawer = createDrawer({ dialog: byId('drawer'), body: byId('drawer-body'), api, i18n, errors, toast: notices.toast, onRetry: (id) => chat.retryMessage(id), onClose: () => thread.mark(null) });
const thread = createThread({
  scroller: byId('thread'),
  items: byId('messages'),
  pill: byId('new-pill'),
  i18n,
  errors,
  onOlder: () => chat.older(),
  onDetails: (id) => {
    thread.mark(id);
    drawer.open(id);
  },
  onRetry: (key) => chat.retry(key),
  onFetch: (id, index) => chat.fetchMedia(id, index),
  onSeen: () => chat.seen(),
});
const composer = createComposer({ form: byId('composer'), drafts, storage, i18n, onSend: (text, option) => chat.send(text, option) });
const chat = createChat({ api, store, list, thread, composer, drawer, i18n, errors, notices, storage, userId });
const newMessage = createNewMessage({
  dialog: byId('new-message'),
  api,
  i18n,
  errors,
  onSent: (message) => {
    filters.refresh();
    chat.open(message.conversationId, { remember: true, fromKeyboard: true });
  },
});

const realtime = createRealtime({
  url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`,
  after: page.lastEventId,
  onState: notices.connection,
  onResync: () => {
    filters.refresh();
    chat.reload();
  },
  onEvent: (event, data) => handlers[event]?.(data),
});

const handlers = {
  'message:new'(data) {
    const { conversation, ...message } = data.message ? { ...data.message, conversation: data.conversation } : data;
    const isOpen = chat.received(message);
    if (conversation) {
      store.update(isOpen && chat.isWatching ? { ...conversation, unreadCount: 0 } : conversation);
    }
    list.render();
    filters.countsChanged();
  },
  'message:updated': (message) => chat.changed(message),
  'message:status'(frame) {
    chat.statusChanged(frame);
    if (store.applyStatus(frame)) list.render();
  },
  'conversation:updated'(conversation) {
    store.update(chat.conversationId === conversation.id && chat.isWatching ? { ...conversation, unreadCount: 0 } : conversation);
    chat.updated(conversation);
    list.render();
    filters.countsChanged();
  },
  'consent:updated': ({ conversationId }) => chat.consentChanged(conversationId),
  /** Contacts became one, and their conversations with them: whoever reads the old one goes on in the other. */
  'conversation:deleted'({ id, mergedInto }) {
    if (store.remove(id)) list.render();
    if (chat.conversationId === id) {
      if (mergedInto) chat.open(mergedInto, { remember: true });
      else chat.close({ remember: true });
    }
    filters.countsChanged();
  },
  'unassigned:new': () => filters.countsChanged(),
};

const actions = {
  next: () => list.move(1),
  previous: () => list.move(-1),
  search: () => byId('search').focus(),
  reply: () => chat.conversationId && composer.focus(),
  new: () => newMessage.open(),
  panel: () => chat.togglePanel(),
  assign: () => chat.assign(),
  help: () => openDialog(byId('shortcuts')),
  /** From the inside out: the drawer, then the composer or the search, then the conversation. */
  escape() {
    if (drawer.isOpen) return drawer.close();
    if (chat.closeOverlay()) return undefined;
    if (isTyping(document.activeElement)) return chat.conversationId ? list.focus() : document.activeElement.blur();
    if (chat.conversationId) chat.close({ remember: true });
  },
};

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented) return;
  const dialogOpen = document.querySelector('dialog:modal, [popover]:popover-open') !== null;
  const action = actionOf(event, { typing: isTyping(event.target), dialogOpen });
  if (!action) return;
  event.preventDefault();
  actions[action]();
});
document.addEventListener('click', (event) => {
  const action = event.target.closest('[data-inbox-action]')?.dataset.inboxAction;
  if (action) actions[action]?.();
});
document.querySelectorAll('dialog [data-part="close"]').forEach((button) => button.addEventListener('click', () => button.closest('dialog').close()));
byId('shortcuts').addEventListener('click', (event) => event.target === event.currentTarget && event.currentTarget.close());
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  realtime.hurry();
  chat.seen();
});
addEventListener('online', () => realtime.hurry());
addEventListener('popstate', () => chat.fromAddress());
addEventListener('pagehide', () => realtime.stop());
// A page that comes back from the browser's cache is as old as when it was left.
addEventListener('pageshow', (event) => event.persisted && location.reload());
setInterval(() => list.render(), 30000);

filters.showCounts(page.counts);
list.render();
chat.fromAddress();
realtime.start();

/** Storage may be forbidden; then drafts live as long as the page. */
function safeStorage() {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
