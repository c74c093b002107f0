import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOCAL } from '../../main/webapp/assets/js/status.js';
import { createThreadStore, layout } from '../../main/webapp/assets/js/thread-store.js';

const at = (minutes) => new Date(Date.UTC(2026, 4, 4, 12, minutes)).toISOString();
const message = (sequence, fields = {}) => ({ id: `m${sequence}`, clientId: null, sequence, direction: 'INBOUND', channelType: 'SMS', status: 'RECEIVED', body: `text ${sequence}`, createdAt: at(sequence), updatedAt: at(sequence), errorCode: null, ...fields });
const mine = (sequence, status, fields = {}) => message(sequence, { direction: 'OUTBOUND', status, clientId: `c${sequence}`, ...fields });
const bodies = (store) => store.messages.map((one) => one.body);

function loaded(...messages) {
  const store = createThreadStore('c');
  store.load(messages, true);
  return store;
}

test('the echo of my own message takes the place of the one shown at once', () => {
  const store = loaded(message(1));
  store.addLocal({ clientId: 'x', conversationId: 'c', channelType: 'SMS', body: 'hello', createdAt: at(2) });
  assert.equal(store.receive(mine(2, 'QUEUED', { id: 'server', clientId: 'x', body: 'hello' })), false);
  assert.equal(store.messages.length, 2);
  assert.equal(store.messages[1].id, 'server');
  assert.equal(store.messages[1].status, 'QUEUED');
});

test('an answer that arrives after the realtime frames does not take the status back', () => {
  const store = loaded();
  store.addLocal({ clientId: 'x', body: 'hello', channelType: 'SMS', createdAt: at(1) });
  store.receive(mine(1, 'QUEUED', { clientId: 'x' }));
  store.applyStatus({ messageId: 'm1', clientId: 'x', status: 'DELIVERED', timestamp: at(1) });
  store.receive(mine(1, 'QUEUED', { clientId: 'x' }));
  assert.equal(store.messages[0].status, 'DELIVERED');
});

test('a status that overtakes the answer finds the message by its client id', () => {
  const store = loaded();
  store.addLocal({ clientId: 'x', body: 'hello', channelType: 'SMS', createdAt: at(1) });
  assert.equal(store.applyStatus({ messageId: 'm1', clientId: 'x', status: 'SENT', timestamp: at(1) }), true);
  assert.deepEqual([store.messages[0].id, store.messages[0].status], ['m1', 'SENT']);
});

test('statuses that come out of order never go backwards', () => {
  const store = loaded(mine(1, 'QUEUED'));
  for (const status of ['DELIVERED', 'SENT', 'SENDING', 'READ', 'DELIVERED']) store.applyStatus({ messageId: 'm1', status, timestamp: at(1) });
  assert.equal(store.messages[0].status, 'READ');
});

test('an error stays when a late success comes', () => {
  const store = loaded(mine(1, 'SENT'));
  store.applyStatus({ messageId: 'm1', status: 'UNDELIVERED', errorCode: '30003', timestamp: at(2) });
  store.applyStatus({ messageId: 'm1', status: 'DELIVERED', errorCode: null, timestamp: at(3) });
  assert.deepEqual([store.messages[0].status, store.messages[0].errorCode], ['UNDELIVERED', '30003']);
});

test('a status for a message that is not here changes nothing', () => {
  assert.equal(loaded(mine(1, 'SENT')).applyStatus({ messageId: 'other', clientId: null, status: 'READ', timestamp: at(1) }), false);
});

test('a message that was not sent keeps its text and its client id for the next try', () => {
  const store = loaded();
  store.addLocal({ clientId: 'x', body: 'hello', channelType: 'SMS', createdAt: at(1) });
  store.setLocal('x', LOCAL.FAILED, 'no connection');
  assert.deepEqual([store.messages[0].status, store.messages[0].failure, store.messages[0].body], [LOCAL.FAILED, 'no connection', 'hello']);
  store.setLocal('x', LOCAL.PENDING);
  assert.deepEqual([store.messages[0].status, store.messages[0].failure, store.messages[0].clientId], [LOCAL.PENDING, null, 'x']);
});

test('a failed message that was sent again says so, and its repetition stands for itself', () => {
  const store = loaded(mine(1, 'FAILED', { errorCode: '30003' }));
  assert.equal(store.layout().at(-1).retried, false);
  store.receive(mine(2, 'QUEUED', { clientId: 'retry:m1' }));
  assert.deepEqual(store.layout().filter((item) => item.kind === 'message').map((item) => [item.message.status, item.retried]), [['FAILED', true], ['QUEUED', false]]);
});

test('messages stand in the order of the conversation whatever order they come in', () => {
  const store = loaded(message(3));
  store.receive(message(5));
  store.receive(message(4));
  store.prepend([message(1), message(2)], false);
  assert.deepEqual(bodies(store), ['text 1', 'text 2', 'text 3', 'text 4', 'text 5']);
});

test('older messages that are here already are not doubled', () => {
  const store = loaded(message(2), message(3));
  store.prepend([message(1), message(2)], false);
  assert.deepEqual(bodies(store), ['text 1', 'text 2', 'text 3']);
});

test('catching up keeps what is on its way and the older pages', () => {
  const store = loaded(message(5), message(6));
  store.prepend([message(4)], true);
  store.addLocal({ clientId: 'x', body: 'waiting', channelType: 'SMS', createdAt: at(9) });
  store.load([message(6), message(7)], true);
  assert.deepEqual(bodies(store), ['text 4', 'text 5', 'text 6', 'text 7', 'waiting']);
});

test('a chip stands before the first message of each day', () => {
  const items = layout([message(1), message(2), message(3, { createdAt: '2026-05-06T12:00:00.000Z' })]);
  assert.deepEqual(items.map((item) => item.kind), ['day', 'message', 'message', 'day', 'message']);
});

test('messages of one side within five minutes are joined, others are not', () => {
  const items = layout([message(1), message(2), mine(3, 'SENT'), mine(20, 'SENT')]).filter((item) => item.kind === 'message');
  assert.deepEqual(items.map((item) => item.joined), [false, true, false, false]);
  assert.deepEqual(items.map((item) => item.continued), [true, false, false, false]);
});

test('a change of channel begins a new group', () => {
  const items = layout([message(1), message(2, { channelType: 'WHATSAPP' })]).filter((item) => item.kind === 'message');
  assert.deepEqual(items.map((item) => item.joined), [false, false]);
});

test('the line stands before the oldest unread message, also when my own stand between', () => {
  const store = loaded(message(1), message(2), mine(3, 'SENT'), message(4));
  store.markUnread(2);
  assert.deepEqual(store.layout().map((item) => item.kind), ['day', 'message', 'divider', 'message', 'message', 'message']);
});

test('the line stays where it is when more messages come', () => {
  const store = loaded(message(1), message(2));
  store.markUnread(1);
  store.receive(message(3));
  assert.equal(store.divider.before, 'm2');
});

test('what came while nobody was looking draws the line, and counts on', () => {
  const store = loaded(message(1));
  store.receive(message(2));
  store.missed(message(2));
  store.missed(message(3));
  assert.deepEqual(store.divider, { before: 'm2', count: 2 });
});
