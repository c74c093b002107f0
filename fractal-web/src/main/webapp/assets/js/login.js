/** The sign-in form: tells errors beside the field they belong to, and goes where one wanted to go. */
import { createApi } from './api.js';
import { destination, fieldError, firstWrong, reveals, tell } from './gate-form.js';

const form = document.getElementById('sign-in');
const texts = form.dataset;
const api = createApi({ csrfHeader: { 'X-Requested-With': 'fractal' } });
const alert = document.getElementById('sign-in-alert');
const [email, password] = ['email', 'password'].map((id) => document.getElementById(id));
const button = form.querySelector('[type="submit"]');

function missing() {
  fieldError(email, email.value.trim() === '' ? texts.emailMissing : '');
  fieldError(password, password.value === '' ? texts.passwordMissing : '');
  return firstWrong([email, password]);
}

function reason(failure) {
  if (failure.status === 0) return texts.noConnection;
  if (failure.status === 429) return texts.tooMany;
  return failure.status === 401 || failure.status === 422 || failure.status === 403 ? texts.wrong : texts.failed;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  tell(alert, '');
  const first = missing();
  if (first) return first.focus();
  button.disabled = true;
  try {
    await api.signIn(email.value.trim(), password.value);
    location.assign(destination());
  } catch (failure) {
    tell(alert, reason(failure));
    button.disabled = false;
    password.select();
    password.focus();
  }
});
[email, password].forEach((input) => input.addEventListener('input', () => fieldError(input, '')));
reveals(document.getElementById('reveal'), password);
