/** Unsent text per conversation, kept across reloads on this device. A full or forbidden storage only costs the draft. */
const PREFIX = 'fractal.draft.';

/** @param {Storage|null} storage usually `localStorage` */
export function createDrafts(storage) {
  const attempt = (action, otherwise) => {
    try {
      return storage ? action() : otherwise;
    } catch {
      return otherwise; // Storage throws when it is full, blocked, or in a private window.
    }
  };
  return {
    get: (conversationId) => attempt(() => storage.getItem(PREFIX + conversationId), null) ?? '',
    set(conversationId, text) {
      attempt(() => (text.trim() === '' ? storage.removeItem(PREFIX + conversationId) : storage.setItem(PREFIX + conversationId, text)));
    },
  };
}
