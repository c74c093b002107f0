/** What every page's frame does: theme, language, sign-out, and the sign-in reminder. */
import { createApi } from './api.js';

const YEAR = 'Max-Age=31536000; Path=/; SameSite=Lax';
const CSRF = { 'X-Requested-With': 'fractal' };

/** Theme and language live in cookies, so that the server writes the right page at once and nothing flashes. */
function setCookie(name, value) {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${name}=${encodeURIComponent(value)}; ${YEAR}${secure}`;
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  setCookie('fractal_theme', theme);
  showTheme();
}

function showTheme() {
  const theme = document.documentElement.dataset.theme;
  document.querySelectorAll('[data-theme-choice]').forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.themeChoice === theme)));
}

function isDark() {
  const theme = document.documentElement.dataset.theme;
  return theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
}

async function signOut() {
  try {
    await createApi({ csrfHeader: CSRF }).signOut();
  } catch {
    // A session that is over already is what was asked for.
  }
  location.assign('/login');
}

document.addEventListener('click', (event) => {
  const target = event.target.closest('[data-theme-choice], [data-theme-toggle], [data-language], [data-sign-out]');
  if (!target) return;
  if (target.dataset.themeChoice) setTheme(target.dataset.themeChoice);
  else if ('themeToggle' in target.dataset) setTheme(isDark() ? 'light' : 'dark');
  else if (target.dataset.language) {
    setCookie('fractal_locale', target.dataset.language);
    location.reload();
  } else signOut();
});
showTheme();
