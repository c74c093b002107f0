/** The card of the person one is talking to. */
import { el, icon } from './dom.js';
import { channelClass, channelSign, initials, shownAddress, tint } from './people.js';

/** Draws the card of an opened conversation into `body`. */
export function drawContactCard(body, conversation, { i18n, userId }) {
  const contact = conversation.contact ?? {};
  const name = contact.name ?? conversation.contactName;
  body.replaceChildren(
    el(
      'div',
      { class: 'card-head' },
      el('span', { class: `avatar large tint-${tint(conversation.contactId)}`, 'aria-hidden': 'true', text: initials(name) }),
      el('h2', { text: name }),
      contact.email && el('p', {}, el('a', { href: `mailto:${contact.email}`, text: contact.email })),
      contact.tags?.length > 0 && el('ul', { class: 'tags', 'aria-label': i18n.t('card.tags') }, ...contact.tags.map((tag) => el('li', { class: 'tag', text: tag }))),
    ),
    el('h3', { text: i18n.t('card.reachable') }),
    el('dl', { class: 'facts' }, ...(contact.addresses ?? []).flatMap((address) => addressRows(address, i18n))),
    el('h3', { text: i18n.t('card.conversation') }),
    el(
      'dl',
      { class: 'facts' },
      el('dt', { text: i18n.t('card.assignee') }),
      el('dd', { text: assignee(conversation, userId, i18n) }),
      el('dt', { text: i18n.t('card.since') }),
      el('dd', { text: i18n.date(conversation.createdAt) }),
      el('dt', { text: i18n.t('card.last') }),
      el('dd', { text: conversation.lastMessageAt ? `${i18n.date(conversation.lastMessageAt)}, ${i18n.clockTime(conversation.lastMessageAt)}` : '–' }),
    ),
  );
}

function assignee(conversation, userId, i18n) {
  if (!conversation.assigneeId) return i18n.t('card.nobody');
  return i18n.t(conversation.assigneeId === userId ? 'card.me' : 'card.someone');
}

function addressRows(address, i18n) {
  return [
    el('dt', { text: i18n.t(`channel.${address.channelType}`) }),
    el('dd', { class: 'with-sign' }, el('span', { class: `channel-badge ${channelClass(address.channelType)}`, 'aria-hidden': 'true' }, icon(channelSign(address.channelType))), el('span', { text: shownAddress(address.address) })),
  ];
}

export function assigneeText(conversation, userId, i18n) {
  if (!conversation.assigneeId) return i18n.t('card.unassigned');
  return conversation.assigneeId === userId ? i18n.t('card.you') : i18n.t('card.colleague');
}
