/**
 * The realtime connection: one WebSocket that comes back by itself and fills the gap it left. Each frame carries the id
 * of its event; a new connection asks for what came after the last one seen.
 */
const FIRST_DELAY = 500;
const LONGEST_DELAY = 15000;
/** As in the WebSocket standard: not open yet. */
const CONNECTING = 0;
const PING_EVERY = 25000;
const PONG_WITHIN = 10000;

/** Milliseconds to wait before the n-th attempt (0 is the first): doubling, capped, and spread so that tabs differ. */
export function backOff(attempt, random = Math.random) {
  const full = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** attempt);
  return Math.round(full / 2 + (random() * full) / 2);
}

/**
 * @param {object} options
 * @param {string} options.url address without the position, `wss://…/ws`
 * @param {string|null} options.after id of the last event the page already knows
 * @param {(event: string, data: object) => void} options.onEvent
 * @param {() => void} options.onResync the gap cannot be filled: read everything again
 * @param {(connected: boolean) => void} options.onState
 * @param {(url: string) => WebSocket} [options.open] for tests
 * @param {{set: Function, clear: Function}} [options.timers] for tests
 * @param {() => number} [options.random] for tests
 */
export function createRealtime({ url, after, onEvent, onResync, onState, open = (address) => new WebSocket(address), timers = { set: setTimeout.bind(globalThis), clear: clearTimeout.bind(globalThis) }, random = Math.random }) {
  let socket = null;
  let last = after;
  let attempt = 0;
  let retry = null;
  let ping = null;
  let pong = null;
  let stopped = false;

  function connect() {
    retry = null;
    const mine = open(last ? `${url}?after=${encodeURIComponent(last)}` : url);
    socket = mine;
    mine.onmessage = (message) => mine === socket && take(JSON.parse(message.data));
    mine.onclose = () => mine === socket && lost();
  }

  function take({ event, data, id }) {
    timers.clear(pong);
    if (event === 'ready') {
      attempt = 0;
      last = last ?? data?.lastEventId ?? null;
      onState(true);
      heartbeat();
      return;
    }
    if (event === 'resync') {
      last = data?.lastEventId ?? null;
      onResync();
      return;
    }
    if (id) last = id;
    if (event !== 'pong') onEvent(event, data);
  }

  function heartbeat() {
    timers.clear(ping);
    ping = timers.set(() => {
      socket?.send(JSON.stringify({ event: 'ping' }));
      pong = timers.set(drop, PONG_WITHIN);
      heartbeat();
    }, PING_EVERY);
  }

  /** Lets go of a connection that no longer answers, without waiting for the network to notice. */
  function drop() {
    const dead = socket;
    lost();
    dead?.close();
  }

  function lost() {
    socket = null;
    timers.clear(ping);
    timers.clear(pong);
    onState(false);
    if (!stopped && retry === null) retry = timers.set(connect, backOff(attempt++, random));
  }

  return {
    start: connect,
    /** Tries at once: the network is back or the page is looked at again. */
    hurry() {
      if (socket || stopped) return;
      timers.clear(retry);
      attempt = 0;
      connect();
    },
    stop() {
      stopped = true;
      timers.clear(retry);
      timers.clear(ping);
      timers.clear(pong);
      // One that is still being opened ends with the page by itself; closing it would only put a warning in the console.
      if (socket?.readyState !== CONNECTING) socket?.close();
      socket = null;
    },
    get lastEventId() {
      return last;
    },
  };
}
