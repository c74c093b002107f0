import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRevoked, stepsOf, tell } from '../../main/webapp/assets/js/consents.js';
import { createI18n } from '../../main/webapp/assets/js/i18n.js';
import { layout } from '../../main/webapp/assets/js/thread-store.js';

const at = (minutes) => new Date(Date.UTC(2026, 4, 4, 12, minutes)).toISOString();
const step = (id, state, fields = {}) => ({ id, channelType: 'SMS', identifier: '+491715550123', state, source: 'KEYWORD', keyword: state === 'REVOKED' ? 'STOP' : 'START', messageId: null, userName: null, createdAt: at(Number(id)), ...fields });
const message = (sequence, fields = {}) => ({ id: `m${sequence}`, clientId: null, sequence, direction: 'INBOUND', channelType: 'SMS', status: 'RECEIVED', body: `text ${sequence}`, createdAt: at(sequence), ...fields });
const ids = (steps) => steps.map((one) => one.id);
const keys = (items) => items.map((item) => item.key);

test('only what changed something is a step, oldest first', () => {
  const history = [step('5', 'GRANTED'), step('4', 'REVOKED', { keyword: 'HELP' }), step('3', 'REVOKED'), step('2', 'REVOKED'), step('1', 'UNKNOWN', { keyword: 'HELP' })];
  assert.deepEqual(ids(stepsOf(history)), ['2', '5']);
});

test('spellings of one number that change together are one step, other channels are others', () => {
  const history = [step('3', 'REVOKED', { channelType: 'WHATSAPP' }), step('2', 'REVOKED', { identifier: '+5511', messageId: 'm1' }), step('1', 'REVOKED', { identifier: '+55911', messageId: 'm1' })];
  assert.deepEqual(ids(stepsOf(history)), ['1', '3']);
});

test('a STOP by SMS shuts RCS and MMS to that address, and nothing else', () => {
  const consents = [{ channelType: 'SMS', identifier: '+491', state: 'REVOKED' }, { channelType: 'WHATSAPP', identifier: '+491', state: 'GRANTED' }];
  assert.equal(isRevoked({ channelType: 'RCS', to: '+491' }, consents), true);
  assert.equal(isRevoked({ channelType: 'SMS', to: '+491' }, consents), true);
  assert.equal(isRevoked({ channelType: 'SMS', to: '+492' }, consents), false);
  assert.equal(isRevoked({ channelType: 'WHATSAPP', to: '+491' }, consents), false);
  assert.equal(isRevoked(null, consents), false);
});

test('a step stands behind the message that caused it, or by its time', () => {
  const messages = [message(1), message(5, { body: ' Stopp ' }), message(9)];
  const items = layout(messages, null, [step('5', 'REVOKED', { messageId: 'm5', createdAt: at(4) }), step('7', 'GRANTED', { source: 'USER' })]);
  assert.deepEqual(keys(items), ['day-m1', 'm1', 'm5', 'consent-5', 'consent-7', 'm9']);
  assert.deepEqual(items.filter((item) => item.kind === 'consent').map((item) => item.word), ['Stopp', null]);
});

test('a step parts the bubbles around it and has a day of its own', () => {
  const late = new Date(Date.parse(at(3)) + 2 * 86400000).toISOString();
  const items = layout([message(1), message(3)], null, [step('2', 'REVOKED'), step('4', 'GRANTED', { createdAt: late })]);
  assert.deepEqual(keys(items), ['day-m1', 'm1', 'consent-2', 'm3', 'day-consent-4', 'consent-4']);
  assert.deepEqual(items.filter((item) => item.kind === 'message').map((item) => [item.joined, item.continued]), [[false, false], [false, false]]);
});

test('a step is told with the word that was written, or with who noted it', () => {
  const i18n = createI18n('en', { 'inbox.thread.consent.REVOKED.KEYWORD': '{name}: {word} on {channel}', 'inbox.thread.consent.GRANTED.USER': '{user} for {name}', 'inbox.thread.consent.somebody': 'Somebody', 'channel.SMS': 'SMS' }, undefined, []);
  const context = { i18n, contactName: () => 'Anna' };
  assert.equal(tell(step('1', 'REVOKED'), 'Abmelden', context), 'Anna: Abmelden on SMS');
  assert.equal(tell(step('1', 'REVOKED', { source: 'PROVIDER' }), null, context), 'Anna: STOP on SMS');
  assert.equal(tell(step('1', 'GRANTED', { source: 'USER', keyword: null, userName: 'Sam' }), null, context), 'Sam for Anna');
  assert.equal(tell(step('1', 'GRANTED', { source: 'USER', keyword: null }), null, context), 'Somebody for Anna');
});
