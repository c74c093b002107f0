/**
 * What is attached to a message. What is stored is read through this page's own session, whose addresses never expire while it is
 * open; of everything else only the address is shown, since the page loads nothing from strangers.
 */
import { el, icon } from './dom.js';

/**
 * How an attachment is shown.
 * @param {object} attachment as the interface represents it
 * @returns {{kind: 'picture'|'file'|'link'|'waiting'|'failed'|'erased', href: string|null, src: string|null}}
 */
export function shown(attachment) {
  const { id, state, url, thumbnailUrl } = attachment;
  if (state === 'STORED') {
    const place = `/api/media/${encodeURIComponent(id)}`;
    return thumbnailUrl ? { kind: 'picture', href: `${place}/content`, src: `${place}/thumbnail` } : { kind: 'file', href: `${place}/content`, src: null };
  }
  if (state === 'PENDING') return { kind: 'waiting', href: null, src: null };
  if (state === 'FAILED') return { kind: 'failed', href: null, src: null };
  return state === 'ERASED' || !url ? { kind: 'erased', href: null, src: null } : { kind: 'link', href: url, src: null };
}

/** A message's attachments; a message of before, or one just being written, knows addresses only. */
export function attachmentsOf(message) {
  return message.attachments ?? (message.mediaUrls ?? []).map((url) => ({ id: null, state: 'REMOTE', url, thumbnailUrl: null }));
}

/** What decides how they look: without addresses, which change though nothing else does. */
export function looksOf(message) {
  return attachmentsOf(message).map(({ id, state, thumbnailUrl, error, url }) => [id, state, Boolean(thumbnailUrl), error?.code, id ? null : url]);
}

/** All of them; null when there are none. */
export function drawAttachments(message, { i18n }) {
  const all = attachmentsOf(message);
  if (all.length === 0) return null;
  return el('span', { class: 'media' }, ...all.map((attachment, index) => draw(attachment, index, i18n)));
}

function draw(attachment, index, i18n) {
  const { kind, href, src } = shown(attachment);
  const name = attachment.fileName ?? i18n.t('inbox.thread.attachment', { n: index + 1 });
  const link = { href, target: '_blank', rel: 'noopener noreferrer' };
  if (kind === 'picture') return el('a', { ...link, class: 'media-picture' }, el('img', { src, alt: name, loading: 'lazy', decoding: 'async' }));
  if (kind === 'file') return el('a', { ...link, class: 'media-file' }, icon('file'), el('span', { class: 'media-name', text: name }), size(attachment, i18n));
  if (kind === 'link') return el('a', { ...link, class: 'media-file' }, icon('file'), el('span', { class: 'media-name', text: name }));
  if (kind === 'waiting') return note('clock', name, i18n.t(attachment.error ? 'inbox.attachment.delayed' : 'inbox.attachment.waiting'));
  if (kind === 'erased') return note('ban', name, i18n.t('inbox.attachment.erased'));
  return failed(attachment, index, name, i18n);
}

function size(attachment, i18n) {
  return attachment.size === null || attachment.size === undefined ? null : el('span', { class: 'media-size', text: i18n.bytes(attachment.size) });
}

function note(sign, name, text, ...more) {
  return el('span', { class: 'media-file media-note' }, icon(sign), el('span', { class: 'media-name' }, el('span', { text: name }), el('span', { class: 'media-size', text }), ...more));
}

/** With the provider's own words, if it had any, and the way to try again. */
function failed(attachment, index, name, i18n) {
  const again = el('button', { type: 'button', class: 'link-button', data: { action: 'fetch', index }, text: i18n.t('inbox.attachment.again') });
  const reason = [attachment.error?.message, attachment.error?.code].filter(Boolean).join(' · ');
  return note('warning', name, i18n.t('inbox.attachment.failed'), reason && el('span', { class: 'media-size', text: reason }), again);
}
