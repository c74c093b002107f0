/** What the forms of people who are not signed in have in common. */

/** Only a path of this site: an address given by a stranger must not lead away after the sign-in. */
export function destination() {
  const wanted = new URL(new URLSearchParams(location.search).get('return') ?? '/', location.origin);
  return wanted.origin === location.origin ? wanted.pathname + wanted.search : '/';
}

/** Tells what is wrong with a field beside it; with an empty message nothing is. */
export function fieldError(input, message) {
  const place = document.getElementById(`${input.id}-error`);
  place.textContent = message;
  place.hidden = message === '';
  input.setAttribute('aria-invalid', String(message !== ''));
}

/** The first of these fields that something is wrong with. */
export function firstWrong(inputs) {
  return inputs.find((input) => input.getAttribute('aria-invalid') === 'true');
}

/** Tells above the form what is wrong with all of it. */
export function tell(alert, message) {
  alert.textContent = message;
  alert.hidden = message === '';
}

/** Lets a button show and hide a password. */
export function reveals(button, password) {
  button.addEventListener('click', () => {
    const show = password.type === 'password';
    password.type = show ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(show));
  });
}
