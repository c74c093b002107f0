import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attachmentsOf, looksOf, shown } from '../../main/webapp/assets/js/attachments.js';
import { createI18n } from '../../main/webapp/assets/js/i18n.js';

const stored = { id: 'm1', state: 'STORED', contentType: 'image/jpeg', fileName: 'a.jpg', size: 48213, url: 'https://hub.example/media/t/a.jpg', thumbnailUrl: 'https://hub.example/media/t/thumbnail', error: null };

test('a stored picture is shown small and leads to the whole, both through the session', () => {
  assert.deepEqual(shown(stored), { kind: 'picture', href: '/api/media/m1/content', src: '/api/media/m1/thumbnail' });
});

test('what has no small picture is a file to open', () => {
  assert.deepEqual(shown({ ...stored, thumbnailUrl: null }), { kind: 'file', href: '/api/media/m1/content', src: null });
});

test('nothing is loaded from where strangers keep it', () => {
  assert.deepEqual(shown({ id: null, state: 'REMOTE', url: 'https://elsewhere.example/a.jpg', thumbnailUrl: null }), { kind: 'link', href: 'https://elsewhere.example/a.jpg', src: null });
  for (const state of ['PENDING', 'FAILED', 'ERASED']) {
    const { href, src } = shown({ id: null, state, url: 'https://api.example/1', thumbnailUrl: null });
    assert.deepEqual([href, src], [null, null], state);
  }
  assert.equal(shown({ id: null, state: 'ERASED', url: null }).kind, 'erased');
});

test('a bubble is drawn anew when something about it changes, and not when only addresses are new', () => {
  const message = { attachments: [stored] };
  const later = { attachments: [{ ...stored, url: 'https://hub.example/media/u/a.jpg', thumbnailUrl: 'https://hub.example/media/u/thumbnail' }] };
  assert.deepEqual(looksOf(message), looksOf(later));
  assert.notDeepEqual(looksOf(message), looksOf({ attachments: [{ ...stored, thumbnailUrl: null }] }));
  assert.notDeepEqual(looksOf({ attachments: [{ state: 'PENDING', url: 'x' }] }), looksOf({ attachments: [{ state: 'PENDING', url: 'x', error: { code: '503' } }] }));
});

test('a message that knows addresses only is shown with those', () => {
  assert.deepEqual(attachmentsOf({ mediaUrls: ['https://a.example/1'] }).map(({ state, url }) => [state, url]), [['REMOTE', 'https://a.example/1']]);
  assert.deepEqual(attachmentsOf({}), []);
});

test('sizes are written for people', () => {
  const { bytes } = createI18n('en', {}, undefined, ['en-GB']);
  assert.deepEqual([10, 48213, 1234567].map(bytes), ['1 kB', '48 kB', '1.2 MB']);
});
