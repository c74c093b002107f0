import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backOff, createRealtime } from '../../main/webapp/assets/js/realtime.js';

/** Timers that fire when told to, and sockets that are told what happens to them. */
function harness(after = 'e1') {
  const sockets = [];
  const events = [];
  const states = [];
  let resyncs = 0;
  let timers = [];
  const realtime = createRealtime({
    url: 'ws://host/ws',
    after,
    onEvent: (event, data) => events.push([event, data]),
    onState: (connected) => states.push(connected),
    onResync: () => resyncs++,
    open(url) {
      const socket = { url, sent: [], send: (text) => socket.sent.push(JSON.parse(text)), close: () => (socket.closed = true) };
      sockets.push(socket);
      return socket;
    },
    timers: {
      set(run, wait) {
        const timer = { run, wait };
        timers.push(timer);
        return timer;
      },
      clear: (timer) => (timers = timers.filter((one) => one !== timer)),
    },
    random: () => 1,
  });
  return {
    realtime,
    sockets,
    events,
    states,
    get resyncs() {
      return resyncs;
    },
    get waits() {
      return timers.map((timer) => timer.wait);
    },
    tell: (frame) => sockets.at(-1).onmessage({ data: JSON.stringify(frame) }),
    drop: () => sockets.at(-1).onclose(),
    fire(wait) {
      const timer = timers.find((one) => one.wait === wait);
      timers = timers.filter((one) => one !== timer);
      timer.run();
    },
  };
}

test('the wait doubles up to a limit and is spread over its second half', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 20].map((attempt) => backOff(attempt, () => 1)), [500, 1000, 2000, 4000, 8000, 15000, 15000]);
  assert.equal(backOff(3, () => 0), 2000);
});

test('the connection asks for what came after the page was made', () => {
  const h = harness('e 1');
  h.realtime.start();
  assert.equal(h.sockets[0].url, 'ws://host/ws?after=e%201');
});

test('after a loss it asks for what came after the last event seen', () => {
  const h = harness();
  h.realtime.start();
  h.tell({ event: 'ready', data: { lastEventId: 'e5' } });
  h.tell({ event: 'message:new', data: { id: 'm' }, id: 'e7' });
  h.drop();
  h.fire(500);
  assert.equal(h.sockets[1].url, 'ws://host/ws?after=e7');
  assert.deepEqual(h.events, [['message:new', { id: 'm' }]]);
  assert.deepEqual(h.states, [true, false]);
});

test('a page that knows no event starts at the position the server names', () => {
  const h = harness(null);
  h.realtime.start();
  assert.equal(h.sockets[0].url, 'ws://host/ws');
  h.tell({ event: 'ready', data: { lastEventId: 'e5' } });
  assert.equal(h.realtime.lastEventId, 'e5');
});

test('a server that stays away is asked ever more rarely, and quickly again after a success', () => {
  const h = harness();
  h.realtime.start();
  for (const wait of [500, 1000, 2000]) {
    h.drop();
    h.fire(wait);
  }
  h.tell({ event: 'ready', data: {} });
  h.drop();
  assert.ok(h.waits.includes(500));
});

test('a gap that cannot be filled makes the page read everything again', () => {
  const h = harness();
  h.realtime.start();
  h.tell({ event: 'resync', data: { lastEventId: 'e9' } });
  assert.equal(h.resyncs, 1);
  assert.equal(h.realtime.lastEventId, 'e9');
});

test('a connection that does not answer is let go', () => {
  const h = harness();
  h.realtime.start();
  h.tell({ event: 'ready', data: {} });
  h.fire(25000);
  assert.deepEqual(h.sockets[0].sent, [{ event: 'ping' }]);
  h.fire(10000);
  assert.equal(h.sockets[0].closed, true);
  assert.equal(h.states.at(-1), false);
});

test('a pong keeps the connection', () => {
  const h = harness();
  h.realtime.start();
  h.tell({ event: 'ready', data: {} });
  h.fire(25000);
  h.tell({ event: 'pong' });
  assert.ok(!h.waits.includes(10000));
});

test('a network that is back is used at once', () => {
  const h = harness();
  h.realtime.start();
  h.drop();
  h.realtime.hurry();
  assert.equal(h.sockets.length, 2);
  assert.deepEqual(h.waits, []);
});

test('what a former connection still says is not heard', () => {
  const h = harness();
  h.realtime.start();
  const former = h.sockets[0];
  h.drop();
  h.fire(500);
  former.onmessage({ data: JSON.stringify({ event: 'message:new', data: {}, id: 'e8' }) });
  assert.deepEqual(h.events, []);
});

test('a stopped connection stays away', () => {
  const h = harness();
  h.realtime.start();
  h.realtime.stop();
  assert.deepEqual(h.waits, []);
  assert.equal(h.sockets[0].closed, true);
});
