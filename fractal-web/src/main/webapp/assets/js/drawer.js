/** The drawer that tells a message's whole story: state, history, technical details and what the provider sent. */
import { el, icon, openDialog } from './dom.js';
import { shownAddress } from './people.js';
import { isError, sign } from './status.js';

/** From this width on the drawer stands beside the thread and blocks nothing. */
const BESIDE = '(min-width: 1280px)';

/** @param {{dialog: HTMLDialogElement, body: HTMLElement}} options with the API, texts and what happens on repeat */
export function createDrawer({ dialog, body, api, i18n, errors, onRetry, onClose, toast }) {
  let shown = null;
  let rawOpen = false;

  async function load(id) {
    try {
      const message = await api.message(id);
      if (shown === id) draw(message);
    } catch (failure) {
      if (shown === id) body.replaceChildren(el('div', { class: 'empty' }, icon('error'), el('p', { text: errors.ofCall(failure) })));
    }
  }

  function draw(message) {
    const scroll = dialog.scrollTop;
    body.replaceChildren(statusLine(message), excerpt(message), errorCard(message) ?? '', ...history(message), ...technical(message), ...attempts(message), raw(message));
    dialog.scrollTop = scroll;
  }

  function statusLine(message) {
    const kind = message.direction === 'INBOUND' ? 'inbox' : sign(message.status);
    return el('p', { class: 'status-line', 'aria-live': 'polite' }, el('span', { class: 'sr-only', text: `${i18n.t('drawer.status')}: ` }), icon(kind === 'read' ? 'ticks' : kind, { className: `tick-${kind}` }), i18n.t(`status.${message.status}`));
  }

  function excerpt(message) {
    return el('p', { class: 'excerpt', text: message.body || i18n.t('inbox.list.media') });
  }

  function errorCard(message) {
    if (message.direction === 'INBOUND' || !isError(message.status)) return null;
    const provider = [message.errorCode, message.providerStatus].filter(Boolean).join(' · ');
    return el(
      'div',
      { class: 'error-card' },
      el('strong', { text: errors.explain(message) }),
      provider && el('span', { text: provider }),
      el('div', {}, el('button', { type: 'button', class: 'button small', on: { click: () => onRetry(message.id) } }, icon('retry', { className: 'icon-16' }), i18n.t('inbox.thread.retry'))),
    );
  }

  /** Newest first, as one reads a story one is in the middle of. */
  function history(message) {
    const events = [...(message.statusHistory ?? [])].reverse();
    if (events.length === 0) return [];
    return [el('h3', { text: i18n.t('drawer.history') }), el('ol', { class: 'timeline' }, ...events.map(historyItem))];
  }

  function historyItem(event) {
    const detail = [event.errorCode && `${event.errorCode}`, event.errorMessage, event.source && i18n.has(`source.${event.source}`) && i18n.t(`source.${event.source}`)].filter(Boolean).join(' · ');
    return el(
      'li',
      { class: isError(event.status) ? 'bad' : null },
      el('span', { class: 'what', text: i18n.t(`status.${event.status}`) }),
      el('time', { datetime: event.timestamp, text: i18n.seconds(event.timestamp) }),
      el('span', { class: 'date', text: i18n.date(event.timestamp) }),
      detail && el('span', { class: 'detail', text: detail }),
    );
  }

  function technical(message) {
    const price = message.price === null || message.price === undefined ? i18n.t('drawer.priceUnknown') : i18n.price(message.price, message.priceCurrency);
    const facts = [
      ['sid', message.twilioSid, 'mono'],
      ['channel', i18n.t(`channel.${message.channelType}`)],
      ['from', shownAddress(message.from)],
      ['to', shownAddress(message.to)],
      ['author', message.authorName],
      ['price', message.direction === 'OUTBOUND' || message.price ? price : null],
      ['segments', message.segments],
      ['created', message.createdAt && i18n.full(message.createdAt)],
      ['id', message.id, 'mono'],
    ].filter(([, value]) => value !== null && value !== undefined && value !== '');
    return [el('h3', { text: i18n.t('drawer.technical') }), el('dl', { class: 'facts' }, ...facts.flatMap(([name, value, className]) => [el('dt', { text: i18n.t(`drawer.${name}`) }), el('dd', { class: className, text: String(value) })]))];
  }

  function attempts(message) {
    if (!message.attempts?.length || message.attempts.length < 2) return [];
    const items = [...message.attempts].reverse().map((attempt) =>
      el(
        'li',
        { class: ['REJECTED', 'UNAVAILABLE', 'BUG'].includes(attempt.outcome) ? 'bad' : null },
        el('span', { class: 'what', text: i18n.t('drawer.attempt', { n: attempt.number }) }),
        el('time', { datetime: attempt.startedAt, text: i18n.seconds(attempt.startedAt) }),
        el('span', { class: 'date', text: i18n.date(attempt.startedAt) }),
        el('span', { class: 'detail', text: [i18n.has(`outcome.${attempt.outcome}`) ? i18n.t(`outcome.${attempt.outcome}`) : attempt.outcome, attempt.detail].filter(Boolean).join(' · ') }),
      ),
    );
    return [el('h3', { text: i18n.t('drawer.attempts') }), el('ol', { class: 'timeline' }, ...items)];
  }

  function raw(message) {
    const payloads = (message.statusHistory ?? []).filter((event) => event.rawPayload && Object.keys(event.rawPayload).length > 0).reverse();
    const region = el('div', { id: 'raw-region', hidden: !rawOpen }, ...(payloads.length > 0 ? payloads.map(rawBlock) : [el('p', { class: 'excerpt', text: i18n.t('drawer.rawNone') })]));
    const button = el('button', { type: 'button', class: 'button', 'aria-expanded': String(rawOpen), 'aria-controls': 'raw-region', text: i18n.t(rawOpen ? 'drawer.rawHide' : 'drawer.rawShow') });
    button.addEventListener('click', () => {
      rawOpen = !rawOpen;
      region.hidden = !rawOpen;
      button.setAttribute('aria-expanded', String(rawOpen));
      button.textContent = i18n.t(rawOpen ? 'drawer.rawHide' : 'drawer.rawShow');
      if (rawOpen) region.scrollIntoView({ block: 'nearest' });
    });
    return el('div', { class: 'raw' }, button, region);
  }

  function rawBlock(event) {
    const pretty = JSON.stringify(event.rawPayload, null, 2);
    const copy = el('button', { type: 'button', class: 'icon-button', 'aria-label': i18n.t('drawer.copy'), title: i18n.t('drawer.copy'), on: { click: () => copyText(pretty) } }, icon('copy', { className: 'icon-16' }));
    return el('div', { class: 'raw-block' }, el('div', { class: 'raw-head' }, el('span', { text: `${i18n.t(`status.${event.status}`)} · ${i18n.seconds(event.timestamp)}` }), copy), el('pre', { tabindex: '0', 'aria-label': i18n.t('drawer.raw'), text: pretty }));
  }

  async function copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
      toast(i18n.t('drawer.copied'));
    } catch {
      toast(i18n.t('drawer.copyFailed')); // Without https, or when the browser forbids it.
    }
  }

  dialog.addEventListener('close', () => {
    shown = null;
    onClose();
  });
  // A dialog that blocks nothing does not close on Escape by itself.
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    dialog.close();
  });
  // A click beside a drawer that covers the page closes it.
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());

  return {
    open(id) {
      const wasOpen = dialog.open;
      shown = id;
      rawOpen = false;
      body.replaceChildren(el('div', { class: 'skeleton thread-ghost' }));
      if (!wasOpen) openDialog(dialog, { modal: !matchMedia(BESIDE).matches });
      dialog.querySelector('[data-part="close"]').focus({ preventScroll: true });
      load(id);
    },
    /** The message it shows has changed on the server. */
    refresh(id) {
      if (dialog.open && shown === id) load(id);
    },
    close: () => dialog.open && dialog.close(),
    get isOpen() {
      return dialog.open;
    },
    get messageId() {
      return shown;
    },
  };
}
