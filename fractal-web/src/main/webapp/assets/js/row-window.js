/** Which rows of a long list are worth having in the page. */

/** Never more rows than this at once, whatever a broken layout claims the height to be. */
export const ROW_CAP = 60;

/**
 * @param {{scrollTop: number, height: number, rowHeight: number, count: number, overscan?: number, cap?: number}} view
 *   in CSS pixels and rows
 * @returns {{first: number, end: number}} the rows from `first` up to, not including, `end`
 */
export function rowWindow({ scrollTop, height, rowHeight, count, overscan = 4, cap = ROW_CAP }) {
  const top = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const visible = Math.ceil(Math.max(0, height) / rowHeight) + 1;
  const first = Math.max(0, Math.min(top - overscan, count - 1));
  const end = Math.min(count, top + visible + overscan, first + cap);
  return { first, end: Math.max(first, end) };
}

/** Whether the window is close enough to the last loaded row to fetch the next page. */
export function needsMore({ end, count }, margin = 12) {
  return end >= count - margin;
}

/** How far to scroll so that a row is wholly seen; the present position when it is already. */
export function scrollToRow({ index, scrollTop, height, rowHeight }) {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + height) return top + rowHeight - height;
  return scrollTop;
}

/** Within this distance of the end a reader counts as reading along, and stays at the end when messages come. */
export const STICKY_PIXELS = 64;

export function isAtEnd({ scrollTop, clientHeight, scrollHeight }) {
  return scrollHeight - clientHeight - scrollTop <= STICKY_PIXELS;
}
