import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, createApi } from '../../main/webapp/assets/js/api.js';
import { createDrafts } from '../../main/webapp/assets/js/drafts.js';
import { createErrors } from '../../main/webapp/assets/js/errors.js';
import { createI18n, daysBetween } from '../../main/webapp/assets/js/i18n.js';
import { splitLinks } from '../../main/webapp/assets/js/links.js';
import { channelSign, initials, shownAddress, tint } from '../../main/webapp/assets/js/people.js';
import { afterInbound, optionKey, pickOption, windowState } from '../../main/webapp/assets/js/reply-options.js';
import { actionOf, sends } from '../../main/webapp/assets/js/shortcuts.js';
import { furthest, isError, sign } from '../../main/webapp/assets/js/status.js';

const hour = 3600000;

function memory() {
  const map = new Map();
  return { getItem: (key) => map.get(key) ?? null, setItem: (key, value) => map.set(key, value), removeItem: (key) => map.delete(key), size: () => map.size };
}

test('a draft is kept per conversation and forgotten when it is emptied', () => {
  const storage = memory();
  const drafts = createDrafts(storage);
  drafts.set('a', 'hello');
  assert.equal(drafts.get('a'), 'hello');
  assert.equal(drafts.get('b'), '');
  drafts.set('a', '  \n');
  assert.equal(storage.size(), 0);
});

test('a storage that refuses costs the draft and nothing else', () => {
  const drafts = createDrafts({ getItem() { throw new Error('blocked'); }, setItem() { throw new Error('full'); } });
  drafts.set('a', 'hello');
  assert.equal(drafts.get('a'), '');
  assert.equal(createDrafts(null).get('a'), '');
});

test('links are found and the sentence around them is left alone', () => {
  assert.deepEqual(splitLinks('See https://example.org/a?b=1.').map((piece) => [piece.text, piece.href]), [['See ', null], ['https://example.org/a?b=1', 'https://example.org/a?b=1'], ['.', null]]);
  assert.equal(splitLinks('(www.example.org)')[1].href, 'https://www.example.org');
  assert.equal(splitLinks('https://example.org/wiki/Fractal_(art)')[0].text, 'https://example.org/wiki/Fractal_(art)');
  assert.equal(splitLinks('write to anna@example.org!')[1].href, 'mailto:anna@example.org');
});

test('only web and mail addresses become links', () => {
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd']) assert.deepEqual(splitLinks(text), [{ text, href: null }]);
});

test('a status only moves on, and errors and reading are told apart by signs', () => {
  assert.equal(furthest('DELIVERED', 'SENT'), 'DELIVERED');
  assert.equal(furthest('SENT', 'READ'), 'READ');
  assert.deepEqual(['LOCAL_PENDING', 'QUEUED', 'UNKNOWN', 'SENT', 'DELIVERED', 'READ', 'FAILED', 'CANCELED'].map(sign), ['clock', 'clock', 'clock', 'tick', 'ticks', 'read', 'error', 'ban']);
  assert.equal(isError('UNDELIVERED'), true);
});

test('single keys act only where nothing is typed and no dialog is open', () => {
  const here = { typing: false, dialogOpen: false };
  assert.equal(actionOf({ key: 'j' }, here), 'next');
  assert.equal(actionOf({ key: 'j' }, { ...here, typing: true }), null);
  assert.equal(actionOf({ key: 'Escape' }, { ...here, typing: true }), 'escape');
  assert.equal(actionOf({ key: 'Escape' }, { ...here, dialogOpen: true }), null);
  assert.equal(actionOf({ key: 'k', ctrlKey: true }, here), null);
});

test('Enter sends, Shift and Enter breaks, and an input method keeps its Enter', () => {
  assert.equal(sends({ key: 'Enter' }), true);
  assert.equal(sends({ key: 'Enter', shiftKey: true }), false);
  assert.equal(sends({ key: 'Enter', isComposing: true }), false);
  assert.equal(sends({ key: 'Enter', keyCode: 229 }), false);
});

test('the WhatsApp window is open, closing, closed, or was never open', () => {
  const now = Date.UTC(2026, 4, 4);
  const option = (left) => ({ channelType: 'WHATSAPP', windowClosesAt: left === null ? null : new Date(now + left).toISOString() });
  assert.equal(windowState(option(20 * hour), now).state, 'open');
  assert.equal(windowState(option(2 * hour), now).state, 'closing');
  assert.equal(windowState(option(0), now).state, 'closed');
  assert.equal(windowState(option(null), now).state, 'never');
  assert.equal(windowState({ channelType: 'SMS' }, now).state, 'none');
});

test('an inbound WhatsApp message opens the window for a day', () => {
  const options = [{ channelType: 'WHATSAPP', from: '+1', to: '+2', windowClosesAt: null }, { channelType: 'SMS', from: '+1', to: '+2', windowClosesAt: null }];
  const after = afterInbound(options, { channelType: 'WHATSAPP', from: '+2', createdAt: '2026-05-04T10:00:00.000Z' });
  assert.deepEqual(after.map((option) => option.windowClosesAt), ['2026-05-05T10:00:00.000Z', null]);
});

test('the sender chosen last is offered first, else the preferred one', () => {
  const sms = { channelType: 'SMS', from: '+1', to: '+3' };
  const whatsapp = { channelType: 'WHATSAPP', from: '+2', to: '+3', preferred: true };
  assert.equal(pickOption([sms, whatsapp], optionKey(sms)), sms);
  assert.equal(pickOption([sms, whatsapp], 'gone'), whatsapp);
  assert.equal(pickOption([], null), null);
});

test('texts take values, plurals and the reader’s number format', () => {
  const i18n = createI18n('de', { 'new.one': '{n} neue', 'new.other': '{n} neue Nachrichten', hello: 'Hallo {name}' }, undefined, []);
  assert.equal(i18n.t('new', { n: 1 }), '1 neue');
  assert.equal(i18n.t('new', { n: 1200 }), '1.200 neue Nachrichten');
  assert.equal(i18n.t('hello', { name: 'Anna' }), 'Hallo Anna');
  assert.equal(i18n.t('missing.key'), 'missing.key');
});

test('distances in time are short, and days are calendar days', () => {
  const now = new Date(2026, 4, 6, 9, 0);
  const i18n = createI18n('en', { 'time.now': 'now', 'time.minutes': '{m} min', 'time.hours': '{h} h', 'time.yesterday': 'Yesterday', 'time.today': 'Today' }, () => now, ['en-GB']);
  const ago = (minutes) => i18n.relative(new Date(now - minutes * 60000));
  assert.deepEqual([ago(0), ago(5), ago(120), ago(24 * 60)], ['now', '5 min', '2 h', 'Yesterday']);
  assert.equal(i18n.day(new Date(2026, 4, 6, 0, 1)), 'Today');
  assert.equal(i18n.day(new Date(2026, 4, 5, 23, 59)), 'Yesterday');
  assert.equal(daysBetween(new Date(2026, 2, 28, 12), new Date(2026, 2, 30, 1)), 2);
});

test('dates follow the reader’s region when it speaks the page’s language', () => {
  const texts = {};
  const afternoon = new Date(2026, 4, 6, 15, 4);
  assert.equal(createI18n('en', texts, undefined, ['de-DE', 'en-GB']).clockTime(afternoon), '15:04');
  assert.match(createI18n('en', texts, undefined, ['en-US']).clockTime(afternoon), /03:04\sPM/);
});

test('a charge is shown as a price without its sign', () => {
  assert.match(createI18n('en', {}, undefined, ['en-US']).price('-0.0075', 'USD'), /^\$0\.0075$/);
});

test('initials come from the first and last name, and a bare number gives a sign', () => {
  assert.deepEqual(['Marlene Vogt', 'Élodie', 'Anna Maria Groß', '+49 171 5550123', '', null].map(initials), ['MV', 'É', 'AG', '#', '#', '#']);
  assert.equal(tint('abc'), tint('abc'));
  assert.ok(tint('any') >= 0 && tint('any') < 8);
  assert.equal(channelSign('MMS'), 'sms');
  assert.equal(channelSign('PIGEON'), 'chat');
});

test('phone numbers are shown in groups, other addresses as they are', () => {
  assert.equal(shownAddress('+491715550123'), '+49 171 555 0123');
  assert.equal(shownAddress('+4915799900001'), '+49 157 9990 0001');
  assert.equal(shownAddress('+15005550006'), '+1 500 555 0006');
  assert.equal(shownAddress('anna@example.org'), 'anna@example.org');
  assert.equal(shownAddress(null), '');
});

test('an error is told in the words that came with it, else by its code', () => {
  const errors = createErrors(createI18n('en', { 'error.code': 'Code {code}', 'error.FAILED': 'Failed' }, undefined, []));
  assert.equal(errors.explain({ errorCode: '39999', errorMessage: 'Odd' }), 'Odd');
  assert.equal(errors.explain({ errorCode: '39999', errorMessage: null }), 'Code 39999');
  assert.equal(errors.explain({ errorCode: null, errorMessage: null, status: 'FAILED' }), 'Failed');
});

test('a refusal becomes an error with its code, and the end of a session is told', async () => {
  let signedOut = 0;
  const answer = (status, body) => async () => ({ ok: status < 400, status, json: async () => body });
  const api = (fetcher) => createApi({ csrfHeader: { 'X-Requested-With': 'fractal' }, onSignedOut: () => signedOut++, fetcher });
  await assert.rejects(api(answer(401, { success: false, error: { code: 'UNAUTHENTICATED' } })).counts(), (failure) => failure instanceof ApiError && failure.code === 'UNAUTHENTICATED');
  assert.equal(signedOut, 1);
  await assert.rejects(api(async () => { throw new TypeError('fetch failed'); }).counts(), { code: 'NO_CONNECTION', status: 0 });
  assert.deepEqual(await api(answer(200, { success: true, data: { all: 3 } })).counts(), { all: 3 });
});

test('a message goes out with its client id as the key against doubling', async () => {
  let seen;
  const api = createApi({ csrfHeader: { 'X-Requested-With': 'fractal' }, language: 'de', fetcher: async (path, request) => { seen = { path, ...request }; return { ok: true, status: 201, json: async () => ({ success: true, data: {} }) }; } });
  await api.send({ clientId: 'x', body: 'hello', conversationId: 'c' });
  assert.equal(seen.headers['Idempotency-Key'], 'x');
  assert.equal(seen.headers['X-Requested-With'], 'fractal');
  assert.equal(seen.headers['Accept-Language'], 'de');
  assert.equal(JSON.parse(seen.body).body, 'hello');
});
