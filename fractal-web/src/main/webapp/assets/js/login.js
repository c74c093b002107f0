/** The sign-in form: tells errors beside the field they belong to, and goes where one wanted to go. */
import { createApi } from './api.js';

const form = document.getElementById('sign-in');
const texts = form.dataset;
const api = createApi({ csrfHeader: { 'X-Requested-With': 'fractal' } });
const alert = document.getElementById('sign-in-alert');
const [email, password] = ['email', 'password'].map((id) => document.getElementById(id));
const button = form.querySelector('[type="submit"]');
const reveal = document.getElementById('reveal');

/** Only a path of this site: an address given by a stranger must not lead away after the sign-in. */
function destination() {
  const wanted = new URL(new URLSearchParams(location.search).get('return') ?? '/', location.origin);
  return wanted.origin === location.origin ? wanted.pathname + wanted.search : '/';
}

function fieldError(input, message) {
  const place = document.getElementById(`${input.id}-error`);
  place.textContent = message;
  place.hidden = message === '';
  input.setAttribute('aria-invalid', String(message !== ''));
}

function tell(message) {
  alert.textContent = message;
  alert.hidden = message === '';
}

function missing() {
  fieldError(email, email.value.trim() === '' ? texts.emailMissing : '');
  fieldError(password, password.value === '' ? texts.passwordMissing : '');
  return [email, password].find((input) => input.getAttribute('aria-invalid') === 'true');
}

function reason(failure) {
  if (failure.status === 0) return texts.noConnection;
  if (failure.status === 429) return texts.tooMany;
  return failure.status === 401 || failure.status === 422 || failure.status === 403 ? texts.wrong : texts.failed;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  tell('');
  const first = missing();
  if (first) return first.focus();
  button.disabled = true;
  try {
    await api.signIn(email.value.trim(), password.value);
    location.assign(destination());
  } catch (failure) {
    tell(reason(failure));
    button.disabled = false;
    password.select();
    password.focus();
  }
});
[email, password].forEach((input) => input.addEventListener('input', () => fieldError(input, '')));
reveal.addEventListener('click', () => {
  const show = password.type === 'password';
  password.type = show ? 'text' : 'password';
  reveal.setAttribute('aria-pressed', String(show));
});
