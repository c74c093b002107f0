/** What is told beside the matter: toasts, the connection's banner, the title, and the end of the session. */
import { byId, el } from './dom.js';

const TOAST_MILLISECONDS = 5000;

/** A short loss is mended before anyone needs to know. */
const BANNER_AFTER_MILLISECONDS = 1500;

export function createNotices({ i18n, page }) {
  const title = document.title;
  const banner = byId('banner');
  const announcer = byId('announcer');
  let bannerTimer = null;

  return {
    toast(text) {
      const toast = el('div', { class: 'toast', text });
      byId('toasts').append(toast);
      setTimeout(() => toast.remove(), TOAST_MILLISECONDS);
    },
    /** Says something to those who listen rather than look. */
    announce(text) {
      announcer.textContent = text;
    },
    connection(connected) {
      clearTimeout(bannerTimer);
      if (connected) banner.hidden = true;
      else bannerTimer = setTimeout(() => (banner.hidden = false), BANNER_AFTER_MILLISECONDS);
    },
    unread(count) {
      document.title = count > 0 ? `(${count}) ${title}` : title;
      for (const badge of document.querySelectorAll('[data-badge="unread"]')) setBadge(badge, count, i18n.t('inbox.list.unread', { n: count }));
    },
    unassigned(count) {
      for (const badge of document.querySelectorAll('[data-badge="unassigned"]')) setBadge(badge, count, i18n.t('rail.unassignedCount', { n: count }));
    },
    signedOut() {
      const dialog = byId('signed-out');
      const next = location.pathname + location.search;
      dialog.querySelector('a').href = `/login?return=${encodeURIComponent(next)}`;
      if (!dialog.open) dialog.showModal();
    },
  };

  function setBadge(badge, count, label) {
    badge.hidden = count <= 0;
    badge.replaceChildren(el('span', { 'aria-hidden': 'true', text: count > 99 ? '99+' : String(count) }), el('span', { class: 'sr-only', text: label }));
  }
}
