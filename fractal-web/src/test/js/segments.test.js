import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countSegments } from '../../main/webapp/assets/js/segments.js';

test('an empty text takes no segment', () => {
  assert.deepEqual(countSegments(''), { encoding: 'GSM-7', units: 0, segments: 0, left: 160 });
});

test('160 plain characters fit into one segment and the 161st begins a second', () => {
  assert.equal(countSegments('a'.repeat(160)).segments, 1);
  assert.equal(countSegments('a'.repeat(161)).segments, 2);
  assert.equal(countSegments('a'.repeat(306)).segments, 2);
  assert.equal(countSegments('a'.repeat(307)).segments, 3);
});

test('70 characters outside the alphabet fit into one segment, then 67 each', () => {
  assert.equal(countSegments('я'.repeat(70)).segments, 1);
  assert.equal(countSegments('я'.repeat(71)).segments, 2);
  assert.equal(countSegments('я'.repeat(135)).segments, 3);
});

test('characters of the extension table cost two', () => {
  for (const character of '€^{}[]\\~|\f') assert.equal(countSegments(character).units, 2, character);
  assert.equal(countSegments('€'.repeat(80)).segments, 1);
  assert.equal(countSegments('€'.repeat(81)).segments, 2);
});

test('an escape pair is never torn apart between two segments', () => {
  assert.equal(countSegments(`${'a'.repeat(152)}€${'a'.repeat(152)}`).segments, 3);
});

test('a surrogate pair is never torn apart between two segments', () => {
  assert.equal(countSegments('😀'.repeat(67)).segments, 3);
  assert.equal(countSegments('😀'.repeat(35)).segments, 1);
});

test('c with cedilla in small, a with acute and the backtick are outside the alphabet, the capital is inside', () => {
  for (const character of ['ç', 'á', '`']) assert.equal(countSegments(character).encoding, 'UCS-2', character);
  assert.equal(countSegments('Ç').encoding, 'GSM-7');
});

test('what is left is told for the last segment', () => {
  assert.equal(countSegments('a'.repeat(100)).left, 60);
  assert.equal(countSegments('a'.repeat(161)).left, 145);
});
