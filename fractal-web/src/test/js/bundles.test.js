import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const main = new URL('../../main/', import.meta.url);
const lines = (name) => readFileSync(new URL(`resources/io/fractal/web/inbox/${name}`, main), 'utf8').split('\n').filter((line) => line.includes('=') && !line.startsWith('#'));
const keys = (name) => lines(name).map((line) => line.slice(0, line.indexOf('=')));
const texts = (name) => Object.fromEntries(lines(name).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
const script = (name) => readFileSync(new URL(`webapp/assets/js/${name}`, main), 'utf8');

test('English and German have the same keys, each once', () => {
  assert.deepEqual(keys('messages.properties').sort(), keys('messages_de.properties').sort());
  assert.equal(new Set(keys('messages.properties')).size, keys('messages.properties').length);
});

test('a text takes the same values in both languages', () => {
  const german = texts('messages_de.properties');
  const values = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  for (const [key, text] of Object.entries(texts('messages.properties'))) assert.deepEqual(values(german[key]), values(text), key);
});

test('every text the module asks for by name exists', () => {
  const known = new Set(keys('messages.properties').flatMap((key) => [key, key.replace(/\.(one|other)$/, '')]));
  for (const name of readdirSync(new URL('webapp/assets/js/', main))) {
    for (const [, key] of script(name).matchAll(/\bt\('([\w.]+)'/g)) assert.ok(known.has(key), `${name}: ${key}`);
  }
});

test('every page asks only for texts that exist, and carries neither style nor script of its own', () => {
  const known = new Set(keys('messages.properties'));
  const pages = ['', 'WEB-INF/parts/', 'WEB-INF/templates/'].flatMap((folder) => readdirSync(new URL(`webapp/${folder}`, main)).filter((name) => name.endsWith('.xhtml')).map((name) => folder + name));
  for (const page of pages) {
    const text = readFileSync(new URL(`webapp/${page}`, main), 'utf8');
    for (const [, key] of text.matchAll(/msg\['([\w.]+)'\]/g)) assert.ok(known.has(key), `${page}: ${key}`);
    assert.doesNotMatch(text, /\sstyle="|\son\w+="|<style/, page);
    for (const [, attributes, content] of text.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) assert.ok(/src=/.test(attributes) || /application\/json/.test(attributes), `${page}: ${content}`);
  }
});

test('every module is told to the browser before it is imported', () => {
  const told = readFileSync(new URL('webapp/WEB-INF/parts/inbox-modules.xhtml', main), 'utf8');
  const seen = new Set();
  const walk = (name) => {
    for (const [, next] of script(name).matchAll(/from '\.\/([\w-]+\.js)'/g)) {
      if (seen.has(next)) continue;
      seen.add(next);
      walk(next);
    }
  };
  walk('inbox.js');
  for (const name of seen) assert.ok(told.includes(`/js/${name}"`), name);
  assert.equal([...told.matchAll(/modulepreload/g)].length, seen.size);
});

test('no module is longer than 350 lines', () => {
  for (const name of readdirSync(new URL('webapp/assets/js/', main))) assert.ok(script(name).split('\n').length <= 350, name);
});
