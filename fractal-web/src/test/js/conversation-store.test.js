import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConversationStore, matches } from '../../main/webapp/assets/js/conversation-store.js';

const row = (id, minute, fields = {}) => ({ id, contactId: id, contactName: id, channelType: 'SMS', unreadCount: 0, archived: false, assigneeId: null, lastMessageAt: new Date(Date.UTC(2026, 4, 4, 12, minute)).toISOString(), ...fields });
const all = { view: 'all', channel: '', q: '' };
const order = (store) => Array.from({ length: store.count }, (_, index) => store.at(index).id).join('');

function storeOf(rows, filter = all, total = rows.length) {
  return createConversationStore({ items: rows, total, filter, userId: 'me' });
}

test('a conversation that is written to moves to the top', () => {
  const store = storeOf([row('a', 3), row('b', 2), row('c', 1)]);
  store.update(row('c', 4));
  assert.equal(order(store), 'cab');
});

test('a new conversation comes in and counts', () => {
  const store = storeOf([row('a', 3)]);
  assert.equal(store.update(row('n', 5)), true);
  assert.equal(order(store), 'na');
  assert.equal(store.total, 2);
});

test('rows keep their places while the pointer aims, and take them afterwards', () => {
  const store = storeOf([row('a', 3), row('b', 2), row('c', 1)]);
  store.freeze();
  store.update(row('c', 9, { unreadCount: 1 }));
  assert.equal(order(store), 'abc');
  assert.equal(store.get('c').unreadCount, 1);
  assert.equal(store.thaw(), true);
  assert.equal(order(store), 'cab');
  assert.equal(store.thaw(), false);
});

test('a conversation that does not belong into the list stays out of it', () => {
  const store = storeOf([row('a', 3)], { view: 'mine', channel: '', q: '' });
  assert.equal(store.update(row('b', 5)), false);
  assert.equal(store.update(row('c', 5, { assigneeId: 'me' })), true);
});

test('a search is answered by the server alone, but known rows go on living', () => {
  const store = storeOf([row('a', 3)], { view: 'all', channel: '', q: 'x' });
  assert.equal(store.update(row('b', 5)), false);
  assert.equal(store.update(row('a', 5, { unreadCount: 2 })), true);
});

test('a read conversation stays in the list of unread ones until the list is asked for anew', () => {
  const store = storeOf([row('a', 3, { unreadCount: 1 })], { view: 'unread', channel: '', q: '' });
  store.patch('a', { unreadCount: 0 });
  assert.equal(order(store), 'a');
});

test('each view knows what belongs to it', () => {
  assert.equal(matches(row('a', 1, { archived: true }), all, 'me'), false);
  assert.equal(matches(row('a', 1, { archived: true }), { ...all, view: 'archived' }, 'me'), true);
  assert.equal(matches(row('a', 1, { snoozedUntil: '2027-01-01T00:00:00.000Z' }), all, 'me'), false);
  assert.equal(matches(row('a', 1), { ...all, view: 'unread' }, 'me'), false);
  assert.equal(matches(row('a', 1), { ...all, view: 'unassigned' }, 'me'), true);
  assert.equal(matches(row('a', 1), { ...all, view: 'mine' }, null), false);
  assert.equal(matches(row('a', 1), { ...all, channel: 'WHATSAPP' }, 'me'), false);
});

test('a further page does not show a row twice that has moved in between', () => {
  const store = createConversationStore({ items: [row('a', 3), row('b', 2)], total: 4, cursor: 'behind b', filter: all, userId: 'me' });
  assert.equal(store.hasMore, true);
  assert.equal(store.cursor, 'behind b');
  store.append([row('b', 2), row('c', 1)], 4);
  assert.equal(order(store), 'abc');
  assert.equal(store.hasMore, false);
});

test('the status of the last message shows in its row, that of another does not', () => {
  const sent = row('a', 3, { lastMessageDirection: 'OUTBOUND', lastMessageStatus: 'SENT', lastMessageId: 'm2' });
  const store = storeOf([sent]);
  assert.equal(store.applyStatus({ conversationId: 'a', messageId: 'm1', status: 'FAILED' }), false);
  assert.equal(store.applyStatus({ conversationId: 'a', messageId: 'm2', status: 'FAILED' }), true);
  assert.equal(store.get('a').lastMessageStatus, 'FAILED');
  store.applyStatus({ conversationId: 'a', messageId: 'm2', status: 'SENT' });
  assert.equal(store.get('a').lastMessageStatus, 'SENT');
  store.update(row('a', 4, { lastMessageDirection: 'INBOUND', lastMessageId: 'm3', lastMessageStatus: 'RECEIVED' }));
  assert.equal(store.applyStatus({ conversationId: 'a', messageId: 'm3', status: 'READ' }), false);
});


test('a conversation that is no more leaves the list and counts no longer', () => {
  const store = storeOf([row('a', 3), row('b', 2), row('c', 1)]);
  assert.equal(store.remove('b'), true);
  assert.equal(order(store), 'ac');
  assert.equal(store.total, 2);
  assert.equal(store.get('b'), undefined);
  assert.equal(store.remove('b'), false);
  store.update(row('a', 9));
  assert.equal(order(store), 'ac');
});
