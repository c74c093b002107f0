/** The page of messages to unassigned numbers: local times, and taking a number over. */
import { createApi } from './api.js';
import { regionOf } from './i18n.js';
import { shownAddress } from './people.js';

const api = createApi({ csrfHeader: { 'X-Requested-With': 'fractal' }, onSignedOut: () => location.assign(`/login?return=${encodeURIComponent(location.pathname)}`) });
const result = document.getElementById('adopt-result');
const DONE = 'fractal.adopted';
const format = new Intl.DateTimeFormat(regionOf(document.documentElement.lang, navigator.languages), { dateStyle: 'medium', timeStyle: 'short' });

/** The server writes times in UTC; people read them in their own zone. Also after the table has turned a page. */
function localize() {
  document.querySelectorAll('time[data-time]').forEach((time) => {
    time.textContent = format.format(new Date(time.dataset.time));
    time.removeAttribute('data-time');
  });
  document.querySelectorAll('.number:not([data-shown])').forEach((number) => {
    number.dataset.shown = 'grouped';
    number.textContent = shownAddress(number.textContent);
  });
}

function tell(text, failed = false) {
  result.textContent = text;
  result.classList.toggle('failed', failed);
  result.hidden = false;
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-adopt]');
  if (!button) return;
  button.disabled = true;
  try {
    const { adopted } = await api.adopt(button.dataset.adopt, button.dataset.channel);
    sessionStorage.setItem(DONE, result.dataset.done.replace('{0}', shownAddress(button.dataset.adopt)).replace('{1}', String(adopted)));
    location.reload();
  } catch (failure) {
    button.disabled = false;
    tell(failure.status === 0 || !failure.message ? result.dataset.failed : failure.message, true);
  }
});

/** The rail's badges; the inbox keeps them by itself. */
async function showCounts() {
  const counts = await api.counts().catch(() => null);
  if (!counts) return;
  for (const [name, count] of [['unread', counts.unread], ['unassigned', counts.unassignedMessages]]) {
    const badge = document.querySelector(`[data-badge="${name}"]`);
    badge.textContent = count > 99 ? '99+' : String(count);
    badge.hidden = count === 0;
  }
}

localize();
showCounts();
new MutationObserver(localize).observe(document.querySelector('main'), { childList: true, subtree: true });
const done = sessionStorage.getItem(DONE);
if (done) {
  sessionStorage.removeItem(DONE);
  tell(done);
}
