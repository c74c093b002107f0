/** The dialog that starts a conversation with a number. */
import { openDialog } from './dom.js';

/** @param {{dialog: HTMLDialogElement, onSent: (message: object) => void}} options with the API, errors and texts */
export function createNewMessage({ dialog, api, i18n, errors, onSent }) {
  const form = dialog.querySelector('form');
  const [to, channel, body, alert] = ['to', 'channel', 'body', 'alert'].map((name) => form.querySelector(`[data-part="${name}"]`));
  let clientId = null;

  function showError(field, message) {
    for (const input of [to, body]) {
      const mine = input === field;
      input.setAttribute('aria-invalid', String(mine));
      const place = form.querySelector(`[data-error="${input.dataset.part}"]`);
      place.textContent = mine ? message : '';
      place.hidden = !mine;
    }
    alert.textContent = field || !message ? '' : message;
    alert.hidden = Boolean(field) || !message;
    field?.focus();
  }

  async function submit(event) {
    event.preventDefault();
    const number = to.value.replace(/[\s()/.-]/g, '').replace(/^00/, '+');
    if (!/^\+[1-9]\d{6,14}$/.test(number)) return showError(to, i18n.t('new.toInvalid'));
    if (body.value.trim() === '') return showError(body, i18n.t('new.bodyMissing'));
    showError(null, '');
    const button = form.querySelector('[type="submit"]');
    button.disabled = true;
    try {
      const message = await api.send({ to: number, channelType: channel.value, body: body.value.trim(), clientId });
      dialog.close();
      form.reset();
      onSent(message);
    } catch (failure) {
      const detail = failure.details?.find((candidate) => candidate.field === 'to');
      showError(detail ? to : null, detail ? i18n.t('new.toInvalid') : errors.ofCall(failure));
    } finally {
      button.disabled = false;
    }
  }

  form.addEventListener('submit', submit);
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.querySelectorAll('[data-part="cancel"]').forEach((button) => button.addEventListener('click', () => dialog.close()));

  return {
    open() {
      // One id per writing, so that a second press of the button cannot send twice.
      clientId = crypto.randomUUID();
      showError(null, '');
      openDialog(dialog);
      to.focus();
    },
  };
}
