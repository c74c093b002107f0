import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROW_CAP, isAtEnd, needsMore, rowWindow, scrollToRow } from '../../main/webapp/assets/js/row-window.js';

const view = (scrollTop, height, count) => rowWindow({ scrollTop, height, rowHeight: 76, count });

test('only the rows in sight and a few around them exist', () => {
  assert.deepEqual(view(0, 760, 100000), { first: 0, end: 15 });
  assert.deepEqual(view(76 * 500, 760, 100000), { first: 496, end: 515 });
});

test('the end of a long list is reached without a row too many', () => {
  assert.deepEqual(view(76 * 99990, 760, 100000), { first: 99986, end: 100000 });
});

test('a box that has grown without bound cannot make more rows than the cap', () => {
  const { first, end } = view(0, 10000000, 100000);
  assert.equal(end - first, ROW_CAP);
});

test('an empty list has no rows', () => {
  assert.deepEqual(view(0, 760, 0), { first: 0, end: 0 });
});

test('a list that has become shorter than the scroll position still shows its end', () => {
  assert.deepEqual(view(76 * 50, 760, 3), { first: 2, end: 3 });
});

test('the next page is fetched near the end of what is loaded, and only there', () => {
  assert.equal(needsMore({ end: 40, count: 50 }), true);
  assert.equal(needsMore({ end: 20, count: 50 }), false);
});

test('scrolling to a row moves no further than needed', () => {
  const box = { height: 760, rowHeight: 76 };
  assert.equal(scrollToRow({ index: 3, scrollTop: 0, ...box }), 0);
  assert.equal(scrollToRow({ index: 12, scrollTop: 0, ...box }), 13 * 76 - 760);
  assert.equal(scrollToRow({ index: 2, scrollTop: 500, ...box }), 152);
});

test('within 64 pixels of the end one reads along', () => {
  assert.equal(isAtEnd({ scrollTop: 936, clientHeight: 500, scrollHeight: 1500 }), true);
  assert.equal(isAtEnd({ scrollTop: 935, clientHeight: 500, scrollHeight: 1500 }), false);
});
