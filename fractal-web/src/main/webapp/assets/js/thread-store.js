/** The messages of the open conversation and how they are grouped. Holds no DOM. */
import { LOCAL, furthest } from './status.js';
import { daysBetween } from './i18n.js';

/** Two messages of one side within this time are one group of joined bubbles. */
const GROUP_MILLISECONDS = 5 * 60 * 1000;

/** @param {string} conversationId */
export function createThreadStore(conversationId) {
  let messages = [];
  let hasMore = false;
  let divider = null;
  let consents = [];

  const find = (message) => messages.findIndex((known) => isSame(known, message));
  const sort = () => messages.sort(inOrder);

  /** Takes in a message, or what is now known of one: my own is recognised by its client id. */
  function receive(message) {
    const index = find(message);
    if (index < 0) {
      messages.push(message);
      sort();
      return true;
    }
    messages[index] = { ...messages[index], ...message, status: furthest(messages[index].status, message.status), failure: null };
    sort();
    return false;
  }

  return {
    conversationId,
    get messages() {
      return messages;
    },
    get hasMore() {
      return hasMore;
    },
    get divider() {
      return divider;
    },
    /** The server's view of the newest messages; what is on its way from here stays, and so do older pages. */
    load(page, more) {
      const oldest = page[0]?.sequence ?? 0;
      const older = messages.filter((known) => known.sequence !== null && known.sequence < oldest);
      const waiting = messages.filter((known) => isLocal(known) && !page.some((message) => isSame(known, message)));
      hasMore = older.length > 0 ? hasMore : more;
      messages = [...older, ...page, ...waiting].sort(inOrder);
    },
    prepend(page, more) {
      const fresh = page.filter((message) => find(message) < 0);
      messages = [...fresh, ...messages].sort(inOrder);
      hasMore = more;
    },
    receive,
    /** Puts a message of mine there at once; it has a clock until the server answers. */
    addLocal(message) {
      messages.push({ id: null, sequence: null, direction: 'OUTBOUND', status: LOCAL.PENDING, mediaUrls: [], failure: null, ...message });
    },
    setLocal(clientId, status, failure = null) {
      messages = messages.map((known) => (known.clientId === clientId && isLocal(known) ? { ...known, status, failure } : known));
    },
    applyStatus(frame) {
      const index = messages.findIndex((known) => known.id === frame.messageId || (frame.clientId && known.clientId === frame.clientId));
      if (index < 0) return false;
      const known = messages[index];
      const told = Object.fromEntries(Object.entries(frame).filter(([name, value]) => value !== null && name in known));
      messages[index] = { ...known, ...told, id: frame.messageId, status: furthest(known.status, frame.status) };
      return true;
    },
    /** Draws the line before the oldest of the last `unread` inbound messages; it stays until one leaves. */
    markUnread(unread) {
      if (unread <= 0) return;
      const inbound = messages.filter((message) => message.direction === 'INBOUND').slice(-unread);
      if (inbound.length > 0) divider = { before: keyOf(inbound[0]), count: unread };
    },
    /** A message came while nobody was looking: the line is drawn, or counts one more. */
    missed(message) {
      divider = divider ? { ...divider, count: divider.count + 1 } : { before: keyOf(message), count: 1 };
    },
    /** What became of the contact's consents, oldest first. */
    setConsents(steps) {
      consents = steps;
    },
    layout: () => layout(messages, divider, hasMore ? consents.filter((step) => Date.parse(step.createdAt) >= Date.parse(messages[0]?.createdAt)) : consents),
  };
}

/** What identifies a bubble over its whole life, also before the server has given it an id. */
export function keyOf(message) {
  return message.clientId ?? message.id;
}

export function isLocal(message) {
  return message.status === LOCAL.PENDING || message.status === LOCAL.FAILED;
}

function isSame(known, message) {
  return (message.id !== null && known.id === message.id) || (Boolean(message.clientId) && known.clientId === message.clientId);
}

/** By the conversation's sequence; what has none yet comes last, in the order it was written. */
function inOrder(a, b) {
  const first = a.sequence ?? Number.MAX_SAFE_INTEGER;
  const second = b.sequence ?? Number.MAX_SAFE_INTEGER;
  return first - second || Date.parse(a.createdAt) - Date.parse(b.createdAt);
}

/**
 * The items to show, top to bottom: a chip per day, the line before new messages, a line where a consent changed, and messages
 * that know whether they join the one before (`joined`) and the one after (`continued`), and whether they were sent again (`retried`).
 */
export function layout(messages, divider = null, consents = []) {
  const items = [];
  const clientIds = new Set(messages.map((message) => message.clientId));
  const entries = withConsents(messages, consents);
  entries.forEach((entry, index) => {
    const before = entries[index - 1];
    const after = entries[index + 1];
    const newDay = !before || daysBetween(before.at, entry.at) !== 0;
    if (newDay) items.push({ kind: 'day', key: `day-${entry.key}`, at: entry.at });
    if (divider?.before === entry.key) items.push({ kind: 'divider', key: 'divider', count: divider.count });
    if (entry.step) return items.push({ kind: 'consent', key: entry.key, step: entry.step, word: entry.word });
    return items.push({
      kind: 'message',
      key: entry.key,
      message: entry.message,
      // A failed message stays as it is; its repetition is a message of its own, which names it in its client id.
      retried: entry.message.id !== null && clientIds.has(`retry:${entry.message.id}`),
      joined: !newDay && divider?.before !== entry.key && belongTogether(before, entry),
      continued: divider?.before !== after?.key && daysBetween(entry.at, after?.at ?? entry.at) === 0 && belongTogether(entry, after),
    });
  });
  return items;
}

/** Each step stands behind the message that caused it; one without a message stands where it belongs by time. */
function withConsents(messages, consents) {
  const entries = messages.map((message) => ({ key: keyOf(message), at: message.createdAt, message }));
  for (const step of consents) {
    const cause = step.messageId ? messages.find((message) => message.id === step.messageId) : null;
    const place = entries.findLastIndex((entry) => (cause ? entry.message === cause : Date.parse(entry.at) <= Date.parse(step.createdAt)));
    entries.splice(place + 1, 0, { key: `consent-${step.id}`, at: step.createdAt, step, word: cause?.body?.trim() || null });
  }
  return entries;
}

function belongTogether(a, b) {
  return (
    Boolean(a?.message && b?.message) &&
    a.message.direction === b.message.direction &&
    a.message.channelType === b.message.channelType &&
    Date.parse(b.at) - Date.parse(a.at) <= GROUP_MILLISECONDS
  );
}
