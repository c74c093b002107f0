/** Single keys that act on the inbox, and the rule of when a key is text instead. */

/** Key to action; the help overlay lists the same. */
export const SHORTCUTS = { j: 'next', k: 'previous', '/': 'search', r: 'reply', n: 'new', i: 'panel', a: 'assign', '?': 'help' };

/**
 * The action of a key press, or null. Keys with Ctrl, Alt or the command key belong to the browser; while text is being
 * typed or a dialog is open, only Escape acts.
 * @param {{key: string, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean, isComposing?: boolean}} press
 * @param {{typing: boolean, dialogOpen: boolean}} where
 */
export function actionOf(press, { typing, dialogOpen }) {
  if (press.isComposing || press.ctrlKey || press.altKey || press.metaKey) return null;
  if (dialogOpen) return null;
  if (press.key === 'Escape') return 'escape';
  return typing ? null : (SHORTCUTS[press.key] ?? null);
}

/** Whether a key press in the composer sends: Enter alone, and never the Enter that ends an input method's word. */
export function sends(press) {
  return press.key === 'Enter' && !press.shiftKey && !press.isComposing && press.keyCode !== 229;
}
