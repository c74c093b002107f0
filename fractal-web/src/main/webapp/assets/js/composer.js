/** The composer: text, channel and sender, and what the channel allows. */
import { isRevoked } from './consents.js';
import { el, icon } from './dom.js';
import { channelClass, shownAddress } from './people.js';
import { afterInbound, optionKey, pickOption, windowState } from './reply-options.js';
import { countSegments } from './segments.js';
import { sends } from './shortcuts.js';

const REMEMBERED = 'fractal.reply.';

/**
 * @param {object} options
 * @param {HTMLFormElement} options.form with the parts named below
 * @param {(text: string, option: object) => void} options.onSend
 */
export function createComposer({ form, drafts, storage, i18n, onSend, clock = Date.now }) {
  const part = (name) => form.querySelector(`[data-part="${name}"]`);
  const [text, note, count, sender, send] = ['text', 'note', 'count', 'sender', 'send'].map(part);
  let conversationId = null;
  let contactId = null;
  let options = [];
  let option = null;
  let consents = [];
  let loading = false;
  let sendWhenLoaded = false;

  const closed = (way) => ['closed', 'never'].includes(windowState(way, clock()).state);
  const blocked = () => !option || isRevoked(option, consents) || closed(option);

  function grow() {
    text.style.height = 'auto';
    text.style.height = `${Math.min(text.scrollHeight, 220)}px`;
  }

  function refresh() {
    if (loading) return;
    const isBlocked = blocked();
    form.classList.toggle('closed', isBlocked);
    text.readOnly = isBlocked;
    text.hidden = isRevoked(option, consents);
    text.placeholder = option ? i18n.t('inbox.composer.placeholder', { channel: i18n.t(`channel.${option.channelType}`) }) : i18n.t('inbox.composer.noSender');
    send.setAttribute('aria-disabled', String(isBlocked || text.value.trim() === ''));
    showCount(isBlocked);
    showNote();
  }

  function showCount(isBlocked) {
    const sms = option && ['SMS', 'MMS'].includes(option.channelType) && text.value !== '' && !isBlocked;
    if (!sms) {
      count.textContent = '';
      return;
    }
    const size = countSegments(text.value);
    count.textContent = [i18n.t('inbox.composer.left', { n: size.left }), i18n.t('inbox.composer.segments', { n: size.segments }), size.encoding === 'UCS-2' ? i18n.t('inbox.composer.unicode') : null].filter(Boolean).join(' · ');
    count.classList.toggle('warn', size.segments > 3);
    count.title = size.encoding === 'UCS-2' ? i18n.t('inbox.composer.unicodeWhy') : '';
  }

  /** What is not wanted or not possible is told before anyone has typed in vain. */
  function showNote() {
    const { state, left } = windowState(option, clock());
    const revoked = isRevoked(option, consents);
    note.hidden = !revoked && (state === 'none' || state === 'open');
    if (note.hidden) return note.replaceChildren();
    const words = revoked ? i18n.t('inbox.composer.revoked', { channel: i18n.t(`channel.${option.channelType}`) }) : i18n.t(`inbox.composer.window.${state}`, { left: i18n.span(left) });
    const sign = revoked ? 'ban' : state === 'closing' ? 'clock' : 'warning';
    note.replaceChildren(icon(sign), el('p', { text: words }), (blocked() && otherWay()) || '');
  }

  /** Leads to another channel that takes what is written now. */
  function otherWay() {
    const other = options.find((candidate) => !closed(candidate) && !isRevoked(candidate, consents));
    return other && el('button', { type: 'button', class: 'link-button', text: i18n.t('inbox.composer.switch', { channel: i18n.t(`channel.${other.channelType}`) }), on: { click: () => choose(other, true) } });
  }

  function showSender() {
    const label = option ? `${i18n.t(`channel.${option.channelType}`)} · ${shownAddress(option.from)}` : i18n.t('inbox.composer.noSender');
    sender.className = `sender ${channelClass(option?.channelType)}`;
    const select = options.length > 1 ? el('select', { 'aria-label': i18n.t('inbox.composer.sender'), on: { change: (event) => choose(options[Number(event.target.value)], true) } }, ...options.map((candidate, index) => optionElement(candidate, index))) : null;
    sender.replaceChildren(el('span', { class: 'dot', 'aria-hidden': 'true' }), el('span', { class: 'sender-text', text: label, title: option ? i18n.t('inbox.composer.fromTo', { from: shownAddress(option.from), to: shownAddress(option.to) }) : null }), ...(select ? [icon('chevron'), select] : []));
  }

  function optionElement(candidate, index) {
    const node = el('option', { value: index, text: `${i18n.t(`channel.${candidate.channelType}`)} · ${shownAddress(candidate.from)} → ${shownAddress(candidate.to)}` });
    node.selected = option !== null && optionKey(candidate) === optionKey(option);
    return node;
  }

  function choose(chosen, byHand) {
    option = chosen;
    if (byHand && contactId) {
      try {
        storage?.setItem(REMEMBERED + contactId, optionKey(chosen));
      } catch {
        // A full storage only costs the memory of the choice.
      }
    }
    showSender();
    refresh();
    if (byHand) text.focus();
  }

  function remembered() {
    try {
      return storage?.getItem(REMEMBERED + contactId) ?? null;
    } catch {
      return null;
    }
  }

  function submit() {
    const body = text.value.trim();
    sendWhenLoaded = loading && body !== '';
    if (loading || blocked() || body === '') return;
    text.value = '';
    drafts.set(conversationId, '');
    grow();
    refresh();
    onSend(body, option);
  }

  text.addEventListener('input', () => {
    drafts.set(conversationId, text.value);
    grow();
    refresh();
  });
  text.addEventListener('keydown', (event) => {
    if (!sends(event)) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
    text.focus();
  });
  // A window closes while one looks at it: once a minute is soon enough to say so.
  setInterval(() => option && refresh(), 60000);

  return {
    /** A conversation is being opened: one may write at once, and send as soon as it is known how. */
    open(opening) {
      loading = true;
      sendWhenLoaded = false;
      conversationId = opening;
      contactId = null;
      options = [];
      option = null;
      consents = [];
      text.value = drafts.get(conversationId);
      text.readOnly = false;
      text.hidden = false;
      text.placeholder = '';
      note.hidden = true;
      sender.replaceChildren();
      send.setAttribute('aria-disabled', 'true');
      showCount(true);
      grow();
    },
    /** The opened conversation is here: what was written meanwhile stays, and goes out now if it was to be sent. */
    show(conversation) {
      loading = false;
      conversationId = conversation.id;
      contactId = conversation.contactId;
      options = conversation.replyOptions ?? [];
      choose(pickOption(options, remembered()), false);
      grow();
      if (sendWhenLoaded) submit();
    },
    inbound(message) {
      const key = option && optionKey(option);
      options = afterInbound(options, message);
      option = options.find((candidate) => optionKey(candidate) === key) ?? option;
      refresh();
    },
    /** How each address of the contact stands: where nothing is wanted, there is nothing to write in. */
    consents(known) {
      consents = known;
      const writing = document.activeElement === text;
      refresh();
      grow();
      if (writing && text.hidden) note.querySelector('button')?.focus();
    },
    focus: () => text.focus(),
  };
}
