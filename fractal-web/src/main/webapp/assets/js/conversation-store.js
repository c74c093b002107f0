/**
 * The conversations this page knows, in the order they are shown. Holds no DOM. Rows are kept in place while `frozen`
 * (the pointer is aiming at one); the order is made good on thawing.
 */
/** @typedef {{view: string, channel: string, q: string}} Filter */

/**
 * @param {{items: object[], total: number, cursor: string|null, filter: Filter, userId: string|null}} start cursor is where the list goes on
 */
export function createConversationStore({ items, total, cursor = null, filter, userId }) {
  const known = new Map();
  let order = [];
  let frozen = false;
  let state = { filter, total, cursor };

  const newestFirst = (a, b) => timeOf(known.get(b)) - timeOf(known.get(a));
  const sort = () => {
    if (!frozen) order.sort(newestFirst);
  };

  function replace(rows, rowCount, newFilter, next = null) {
    known.clear();
    rows.forEach((row) => known.set(row.id, row));
    order = [...known.keys()];
    state = { filter: newFilter, total: rowCount, cursor: next };
  }

  replace(items, total, filter, cursor);

  return {
    get filter() {
      return state.filter;
    },
    get count() {
      return order.length;
    },
    get total() {
      return Math.max(state.total, order.length);
    },
    get hasMore() {
      return state.cursor !== null;
    },
    /** Where the list goes on; null at its end. */
    get cursor() {
      return state.cursor;
    },
    get frozen() {
      return frozen;
    },
    at: (index) => known.get(order[index]),
    get: (id) => known.get(id),
    indexOf: (id) => order.indexOf(id),
    replace,
    /** Adds a further page; rows that moved between two requests are not shown twice. */
    append(rows, rowCount, next = null) {
      rows.forEach((row) => {
        if (!known.has(row.id)) order.push(row.id);
        known.set(row.id, row);
      });
      state = { ...state, total: rowCount, cursor: next };
      sort();
    },
    /**
     * Takes in what the server told about one conversation.
     * @returns {boolean} whether anything that is shown changed
     */
    update(row) {
      const before = known.get(row.id);
      if (before) {
        known.set(row.id, { ...before, ...row });
        sort();
        return true;
      }
      if (!matches(row, state.filter, userId)) return false;
      known.set(row.id, row);
      order.unshift(row.id);
      state = { ...state, total: state.total + 1 };
      sort();
      return true;
    },
    /**
     * A conversation is no more.
     * @returns {boolean} whether it was shown
     */
    remove(id) {
      if (!known.delete(id)) return false;
      order = order.filter((other) => other !== id);
      state = { ...state, total: Math.max(0, state.total - 1) };
      return true;
    },
    /** Changes some fields of a row this page knows, for example the unread count when it is opened. */
    patch(id, fields) {
      if (!known.has(id)) return false;
      known.set(id, { ...known.get(id), ...fields });
      sort();
      return true;
    },
    /** A message has a new status: the row shows it when it is the last message's. */
    applyStatus({ conversationId, messageId, status }) {
      const row = known.get(conversationId);
      if (!row || row.lastMessageDirection !== 'OUTBOUND' || row.lastMessageId !== messageId) return false;
      return this.patch(conversationId, { lastMessageStatus: status });
    },
    freeze() {
      frozen = true;
    },
    /** @returns {boolean} whether the order changed */
    thaw() {
      if (!frozen) return false;
      frozen = false;
      const before = order.join();
      sort();
      return order.join() !== before;
    },
  };
}

/** Whether a conversation belongs into a list with this filter; a search is only answered by the server. */
export function matches(row, filter, userId) {
  if (filter.q) return false;
  if (filter.channel && row.channelType !== filter.channel) return false;
  if (Boolean(row.archived) !== (filter.view === 'archived')) return false;
  if (Boolean(row.snoozedUntil) !== (filter.view === 'snoozed')) return false;
  if (filter.view === 'unread') return row.unreadCount > 0;
  if (filter.view === 'unassigned') return !row.assigneeId;
  if (filter.view === 'mine') return Boolean(userId) && row.assigneeId === userId;
  return true;
}

function timeOf(row) {
  return Date.parse(row.lastMessageAt ?? row.createdAt ?? 0) || 0;
}
