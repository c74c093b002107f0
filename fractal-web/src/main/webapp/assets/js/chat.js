/** The open conversation: opening, reading, sending, repeating, and what realtime tells of it. */
import { stepsOf } from './consents.js';
import { assigneeText, drawContactCard } from './contact-card.js';
import { byId, el } from './dom.js';
import { initials, shownAddress, tint } from './people.js';
import { LOCAL } from './status.js';
import { createThreadStore, keyOf } from './thread-store.js';

const PANEL = 'fractal.panel';

export function createChat({ api, store, list, thread, composer, drawer, i18n, errors, notices, storage, userId }) {
  const [inbox, empty, open, panel, panelToggle] = ['inbox', 'chat-empty', 'chat-open', 'panel', 'panel-toggle'].map(byId);
  const assign = byId('assign');
  let id = null;
  let conversation = null;
  let messages = null;
  let opening = null;
  const reading = new Set();
  const readAgain = new Set();

  const isWatching = () => id !== null && !document.hidden && thread.atEnd;

  function addressOf(conversationId) {
    return conversationId ? `?c=${encodeURIComponent(conversationId)}` : location.pathname;
  }

  async function show(conversationId, { remember = false, fromKeyboard = false } = {}) {
    if (conversationId === id && conversation) {
      inbox.dataset.open = 'chat';
      return composer.focus();
    }
    opening?.abort();
    opening = new AbortController();
    const mine = opening;
    id = conversationId;
    conversation = null;
    if (remember) history.pushState(null, '', addressOf(id));
    drawer.close();
    list.select(id);
    showPanel();
    frame(store.get(id));
    composer.open(id);
    thread.loading();
    try {
      const detail = await api.conversation(id, mine.signal);
      if (mine.signal.aborted) return;
      take(detail);
      if (fromKeyboard || matchMedia('(min-width: 720px) and (pointer: fine)').matches) composer.focus();
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      notices.toast(errors.ofCall(failure));
      close({ remember: true });
    }
  }

  function take(detail) {
    conversation = detail;
    messages = createThreadStore(id);
    messages.load(detail.messages, detail.hasMore);
    messages.markUnread(detail.unreadCount);
    frame(detail);
    thread.show(messages, detail.contactName);
    composer.show(detail);
    drawContactCard(byId('panel-body'), detail, { i18n, userId });
    markRead(detail.unreadCount);
    readConsents();
  }

  /** Without them the thread lacks a line, and the server refuses what must not be sent. */
  async function readConsents() {
    const current = messages;
    const { contactId } = conversation;
    const [consents, history] = await Promise.all([api.consents(contactId), api.consentHistory(contactId)]).catch(() => [null]);
    if (!consents || current !== messages) return;
    current.setConsents(stepsOf(history));
    composer.consents(consents);
    thread.render();
  }

  /** The parts that are known before the messages are: the name, the channel, the shape of the page. */
  function frame(known) {
    inbox.dataset.open = 'chat';
    empty.hidden = true;
    open.hidden = false;
    if (!known) return;
    const avatar = byId('chat-avatar');
    avatar.textContent = initials(known.contactName);
    avatar.className = `avatar small tint-${tint(known.contactId)}`;
    byId('chat-name').textContent = known.contactName;
    const address = known.contact?.addresses?.find((candidate) => candidate.channelType === known.channelType)?.address;
    const more = [address && shownAddress(address), assigneeText(known, userId, i18n)].filter(Boolean);
    byId('chat-subtitle').replaceChildren(i18n.t(`channel.${known.channelType}`), el('span', { class: 'more', text: more.map((part) => ` · ${part}`).join('') }));
    const mine = known.assigneeId === userId;
    assign.textContent = i18n.t(mine ? 'inbox.assign.release' : 'inbox.assign.take');
    assign.dataset.assignee = mine ? '' : userId;
    byId('thread').setAttribute('aria-label', i18n.t('inbox.thread.label', { name: known.contactName }));
  }

  function close({ remember = false } = {}) {
    const left = id;
    opening?.abort();
    id = null;
    conversation = null;
    messages = null;
    drawer.close();
    thread.clear();
    inbox.dataset.open = 'list';
    empty.hidden = false;
    open.hidden = true;
    panel.hidden = true;
    if (remember) history.pushState(null, '', addressOf(null));
    list.select(null);
    if (left) list.focus();
  }

  async function markRead(unread) {
    if (!id || document.hidden || unread <= 0) return;
    const conversationId = id;
    store.patch(conversationId, { unreadCount: 0 });
    list.render();
    readAgain.add(conversationId);
    if (reading.has(conversationId)) return; // The call on its way may be too early for what has come since.
    reading.add(conversationId);
    try {
      while (readAgain.delete(conversationId)) await api.markRead(conversationId);
    } catch (failure) {
      // It stays unread on the server, and is read when it is opened or written to again.
      if (failure.status !== 401) store.patch(conversationId, { unreadCount: unread });
    } finally {
      reading.delete(conversationId);
    }
  }

  const prefersPanel = () => matchMedia('(min-width: 1280px)').matches && storage?.getItem(PANEL) !== 'closed';

  function showPanel(shown = prefersPanel()) {
    panel.hidden = !shown;
    panelToggle.setAttribute('aria-pressed', String(shown));
  }

  async function deliver(message) {
    const { conversationId, channelType, from, body, clientId } = message;
    try {
      const accepted = await api.send({ conversationId, channelType, from, body, clientId });
      if (messages?.conversationId === conversationId) {
        messages.receive(accepted);
        thread.render();
      }
    } catch (failure) {
      const current = messages?.conversationId === conversationId;
      if (current) {
        messages.setLocal(clientId, LOCAL.FAILED, errors.ofCall(failure));
        thread.render();
      } else notices.toast(errors.ofCall(failure));
    }
  }

  async function giveTo(assigneeId) {
    const conversationId = id;
    if (!conversationId) return;
    try {
      const row = await api.assign(conversationId, assigneeId);
      store.update(row);
      updated(row);
      list.render();
    } catch (failure) {
      notices.toast(errors.ofCall(failure));
    }
  }

  /** One frame is for readers of all languages: what went wrong is asked for in this one. */
  async function inWords(told, messageId) {
    if (!told.errorCode) return told;
    const { errorMessage } = await api.message(messageId).catch(() => told);
    return { ...told, errorMessage };
  }

  function updated(row) {
    if (row.id !== id || !conversation) return;
    conversation = { ...conversation, ...row };
    frame(conversation);
    drawContactCard(byId('panel-body'), conversation, { i18n, userId });
  }

  assign.addEventListener('click', () => giveTo(assign.dataset.assignee || null));
  panelToggle.addEventListener('click', () => togglePanel());
  byId('back').addEventListener('click', () => close({ remember: true }));

  function togglePanel() {
    if (!id) return;
    const shown = panel.hidden;
    showPanel(shown);
    try {
      if (matchMedia('(min-width: 1280px)').matches) storage?.setItem(PANEL, shown ? 'open' : 'closed');
    } catch {
      // A full storage only costs the memory of the choice.
    }
  }

  return {
    /** Closes the contact's card where it covers the conversation. @returns {boolean} whether it did */
    closeOverlay() {
      const covers = !panel.hidden && !matchMedia('(min-width: 1280px)').matches;
      if (covers) showPanel(false);
      return covers;
    },
    open: show,
    close,
    togglePanel,
    get conversationId() {
      return id;
    },
    /** Whether the open conversation is on screen to its end, so that what arrives is read at once. */
    get isWatching() {
      return isWatching();
    },
    fromAddress() {
      const wanted = new URLSearchParams(location.search).get('c');
      if (wanted && wanted !== id) show(wanted);
      else if (!wanted && id) close();
    },
    async older() {
      const current = messages;
      const first = current.messages.find((message) => message.sequence !== null);
      try {
        const page = await api.older(current.conversationId, first.sequence);
        if (current !== messages) return;
        current.prepend(page.messages, page.hasMore);
        thread.render();
      } catch (failure) {
        notices.toast(errors.ofCall(failure));
      }
    },
    /** What was missed is read silently; what is being written and the reader's place stay. */
    async reload() {
      if (!id || !messages) return;
      const current = messages;
      const detail = await api.conversation(id).catch(() => null);
      if (!detail || current !== messages) return;
      conversation = detail;
      current.load(detail.messages, detail.hasMore);
      thread.render();
      if (isWatching()) markRead(detail.unreadCount);
      readConsents();
    },
    /** Somebody of the conversation's contact opted in or out. */
    consentChanged(conversationId) {
      if (messages && conversationId === id) readConsents();
    },
    send(body, option) {
      const message = { clientId: crypto.randomUUID(), conversationId: id, channelType: option.channelType, from: option.from, to: option.to, body, createdAt: new Date().toISOString() };
      messages.addLocal(message);
      thread.render({ toEnd: true });
      deliver(message);
    },
    /** Tries again in place: what never left goes out with the same client id, so it cannot arrive twice. */
    retry(key) {
      const message = messages.messages.find((known) => keyOf(known) === key);
      if (!message) return undefined;
      if (message.status !== LOCAL.FAILED) return this.retryMessage(message.id);
      messages.setLocal(message.clientId, LOCAL.PENDING);
      thread.render();
      return deliver(message);
    },
    async retryMessage(messageId) {
      try {
        const again = await api.retry(messageId);
        if (messages?.conversationId !== again.conversationId) return;
        messages.receive(again);
        drawer.close();
        thread.render({ toEnd: true });
      } catch (failure) {
        notices.toast(errors.ofCall(failure));
      }
    },
    /** @returns {boolean} whether the message belongs to the open conversation */
    received(message) {
      if (!messages || message.conversationId !== id) return false;
      const isNew = messages.receive(message);
      const inbound = message.direction === 'INBOUND';
      if (!isNew) thread.render();
      else {
        if (inbound && document.hidden) messages.missed(message);
        thread.arrived();
      }
      if (inbound && isNew) {
        composer.inbound(message);
        notices.announce(i18n.t('inbox.thread.announce', { name: conversation?.contactName ?? '', text: message.body ?? '' }));
        if (isWatching()) markRead(1);
      }
      return true;
    },
    /** Has what is attached to a message fetched once more. */
    async fetchMedia(messageId, index) {
      try {
        this.changed(await api.fetchMedia(messageId, index));
      } catch (failure) {
        notices.toast(errors.ofCall(failure));
      }
    },
    /** Something else than its status is another now: what is attached to it. Messages that are not shown come with their page. */
    async changed(message) {
      if (!messages || message.conversationId !== id || !messages.messages.some((known) => known.id === message.id)) return;
      const current = messages;
      current.receive(await inWords(message, message.id));
      if (current === messages) thread.render();
    },
    async statusChanged(frame) {
      drawer.refresh(frame.messageId);
      if (!messages || frame.conversationId !== id) return;
      const current = messages;
      if (current.applyStatus(await inWords(frame, frame.messageId)) && current === messages) thread.render();
    },
    updated,
    /** Takes the conversation over, or gives it back. */
    assign: () => giveTo(assign.dataset.assignee || null),
    /** The reader has come to the end, or back to the page. */
    seen() {
      if (isWatching()) markRead(store.get(id)?.unreadCount ?? 0);
    },
  };
}
