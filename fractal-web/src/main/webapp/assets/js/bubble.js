/** Draws one message, day chip, divider or change of consent of the thread. */
import { attachmentsOf, drawAttachments, looksOf } from './attachments.js';
import { tell } from './consents.js';
import { el, icon } from './dom.js';
import { splitLinks } from './links.js';
import { channelClass, channelSign } from './people.js';
import { LOCAL, isError, sign } from './status.js';

/** What decides how an item looks; an item with the same signature need not be drawn again. */
export function signatureOf(item) {
  if (item.kind !== 'message') return JSON.stringify(item);
  const { message } = item;
  return JSON.stringify([item.joined, item.continued, item.retried, message.id, message.status, message.body, looksOf(message), message.errorCode, message.failure, message.createdAt]);
}

/** @param {{i18n: object, errors: object, contactName: () => string}} context */
export function drawItem(item, context) {
  if (item.kind === 'day') return el('li', { class: 'day', text: context.i18n.day(item.at) });
  if (item.kind === 'divider') return el('li', { class: 'divider', text: context.i18n.t('inbox.thread.new', { n: item.count }) });
  if (item.kind === 'consent') return drawConsent(item, context);
  return drawMessage(item, context);
}

/** A line of its own in the middle: nobody wrote it. */
function drawConsent({ step, word }, { i18n, contactName }) {
  return el(
    'li',
    { class: `consent ${step.state.toLowerCase()}` },
    icon(step.state === 'REVOKED' ? 'ban' : 'tick', { className: 'icon-16' }),
    el('p', {}, tell(step, word, { i18n, contactName }), ' ', el('time', { datetime: step.createdAt, title: i18n.full(step.createdAt), text: i18n.clockTime(step.createdAt) })),
  );
}

function drawMessage({ message, joined, continued, retried }, context) {
  const { i18n } = context;
  const outbound = message.direction === 'OUTBOUND';
  const failed = outbound && isError(message.status);
  const classes = ['message', outbound ? 'out' : 'in', joined && 'joined', continued && 'continued', failed && 'failed', channelClass(message.channelType)];
  const author = outbound ? message.authorName || i18n.t('inbox.thread.us') : context.contactName();
  return el(
    'li',
    { class: classes.filter(Boolean).join(' '), data: { message: message.id ?? '', key: message.clientId ?? message.id } },
    el(
      'div',
      { class: 'bubble', title: i18n.full(message.createdAt) },
      el('span', { class: 'sr-only', text: `${author}: ` }),
      drawAttachments(message, context),
      text(message, i18n),
      el('span', { class: `meta-space${outbound ? ' ticked' : ''}${joined ? '' : ' signed'}`, 'aria-hidden': 'true', data: { time: i18n.clockTime(message.createdAt) } }),
      meta(message, outbound, !joined, context),
    ),
    failed && why(message, retried, context),
  );
}

function text(message, i18n) {
  if (!message.body) return attachmentsOf(message).length ? null : el('span', { class: 'bubble-empty', text: i18n.t('inbox.thread.noText') });
  const pieces = splitLinks(message.body).map((piece) => (piece.href ? el('a', { href: piece.href, target: '_blank', rel: 'noopener noreferrer', text: piece.text }) : piece.text));
  return el('span', { class: 'bubble-text' }, ...pieces);
}

/** The mark in the corner; a button, since it is the keyboard's way to the message's details. */
function meta(message, outbound, signed, { i18n }) {
  const time = i18n.clockTime(message.createdAt);
  const channel = i18n.t(`channel.${message.channelType}`);
  const status = outbound ? i18n.t(`status.${message.status}`) : null;
  const label = [time, channel, status, i18n.t('inbox.thread.details')].filter(Boolean).join(', ');
  const kind = sign(message.status);
  return el(
    'button',
    { type: 'button', class: 'meta', 'aria-label': label, 'aria-haspopup': 'dialog', disabled: message.id === null },
    // One sign for a group is enough: a group never changes its channel.
    signed && icon(channelSign(message.channelType), { className: 'channel-sign' }),
    el('span', { text: time }),
    outbound && icon(kind === 'read' ? 'ticks' : kind, { className: `tick-${kind}` }),
  );
}

/** The reason of a failure in plain words, and the way out. */
function why(message, retried, { i18n, errors }) {
  return el(
    'div',
    { class: 'why', role: 'note' },
    el('span', { text: message.status === LOCAL.FAILED ? message.failure : errors.explain(message) }),
    retried
      ? el('span', { text: i18n.t('inbox.thread.retried') })
      : el('button', { type: 'button', class: 'link-button', data: { action: 'retry' }, text: i18n.t('inbox.thread.retry') }),
  );
}
