/** The sign-up form: tells errors beside the field they belong to, and leads into the new workspace. */
import { createApi } from './api.js';
import { destination, fieldError, firstWrong, reveals, tell } from './gate-form.js';

const form = document.getElementById('sign-up');
const texts = form.dataset;
const api = createApi({ csrfHeader: { 'X-Requested-With': 'fractal' } });
const alert = document.getElementById('sign-up-alert');
const inputs = ['name', 'email', 'password'].map((id) => document.getElementById(id));
const [name, email, password] = inputs;
const button = form.querySelector('[type="submit"]');

function missing() {
  fieldError(name, name.value.trim() === '' ? texts.nameMissing : '');
  fieldError(email, email.value.trim() === '' ? texts.emailMissing : '');
  fieldError(password, password.value === '' ? texts.passwordMissing : '');
  return firstWrong(inputs);
}

/** The server tells what is wrong with a field in words that follow the field's name. */
function showDetails(details) {
  inputs.forEach((input) => {
    const detail = details.find(({ field }) => field === input.name);
    if (detail) fieldError(input, `${document.querySelector(`label[for="${input.id}"]`).textContent} ${detail.message}.`);
  });
}

function reason(failure) {
  if (failure.status === 0) return texts.noConnection;
  if (failure.status === 429) return texts.tooMany;
  return failure.code === 'SIGNUP_CLOSED' ? failure.message : texts.failed;
}

function show(failure) {
  showDetails(failure.details);
  if (failure.code === 'EMAIL_EXISTS') fieldError(email, failure.message);
  const first = firstWrong(inputs);
  if (first) first.focus();
  else tell(alert, reason(failure));
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  tell(alert, '');
  const first = missing();
  if (first) return first.focus();
  button.disabled = true;
  try {
    await api.signUp(name.value.trim(), email.value.trim(), password.value);
    location.assign(destination());
  } catch (failure) {
    button.disabled = false;
    show(failure);
  }
});
inputs.forEach((input) => input.addEventListener('input', () => fieldError(input, '')));
reveals(document.getElementById('reveal'), password);
