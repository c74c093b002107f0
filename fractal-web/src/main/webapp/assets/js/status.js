/** What a delivery status means to a reader: its order, its sign, and whether it is an error. */

/** States that exist only in this page, before the server has accepted a message. */
export const LOCAL = { PENDING: 'LOCAL_PENDING', FAILED: 'LOCAL_FAILED' };

const RANK = {
  LOCAL_PENDING: 0,
  LOCAL_FAILED: 0,
  ACCEPTED: 1,
  SCHEDULED: 1,
  QUEUED: 1,
  UNKNOWN: 2,
  SENDING: 2,
  SENT: 3,
  PARTIALLY_DELIVERED: 4,
  DELIVERED: 5,
  READ: 6,
  CANCELED: 7,
  UNDELIVERED: 7,
  FAILED: 7,
  RECEIVING: 1,
  RECEIVED: 2,
};

const SIGN = {
  SENT: 'tick',
  PARTIALLY_DELIVERED: 'ticks',
  DELIVERED: 'ticks',
  READ: 'read',
  FAILED: 'error',
  UNDELIVERED: 'error',
  LOCAL_FAILED: 'error',
  CANCELED: 'ban',
};

/** How far a status is along the way; one that is not known stands at the start. */
export function rank(status) {
  return RANK[status] ?? 0;
}

/**
 * The status to show when two tellings meet. The answer to a request and the realtime frames travel on different ways,
 * so the later arrival may tell of the earlier state: the one further along wins.
 */
export function furthest(known, told) {
  return rank(told) >= rank(known) ? told : known;
}

/** The sign of an outbound message: clock, tick, ticks, read, error or ban. */
export function sign(status) {
  return SIGN[status] ?? 'clock';
}

export function isError(status) {
  return sign(status) === 'error';
}
