/**
 * A server for working on the pages without an application server: `node fractal-web/src/test/dev/server.mjs [port]`.
 * It draws the Facelets pages with the few tags they use, answers the REST interface from invented people, and plays
 * realtime. Never shipped; the truth is the application.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { people, createHistory } from './fixtures.mjs';

const web = fileURLToPath(new URL('../../main/', import.meta.url));
const port = Number(process.argv[2] ?? 8090);
const types = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.txt': 'text/plain' };
const policy = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; script-src 'self'";
const state = createHistory();
const sockets = new Set();

function bundle(language) {
  const file = language === 'de' ? 'messages_de' : 'messages';
  const lines = readFileSync(join(web, `resources/io/fractal/web/inbox/${file}.properties`), 'utf8').split('\n');
  return Object.fromEntries(lines.filter((line) => line.includes('=') && !line.startsWith('#')).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

function draw(path, view, defines = {}) {
  let text = readFileSync(join(web, 'webapp', path), 'utf8').replace(/<!--[\s\S]*?-->/g, '').replace(/<f:view[^>]*\/>/g, '');
  const composition = /<ui:composition([^>]*)>([\s\S]*)<\/ui:composition>/.exec(text);
  if (composition) {
    const [, head, body] = composition;
    const template = /template="([^"]+)"/.exec(head)?.[1];
    if (template) {
      for (const [, name, value] of body.matchAll(/<ui:param name="(\w+)" value="([^"]*)"\/>/g)) view[name] = value;
      const own = Object.fromEntries([...body.matchAll(/<ui:define name="([\w-]+)">([\s\S]*?)<\/ui:define>/g)].map(([, name, content]) => [name, insert(content, view, defines)]));
      return draw(template, view, { ...defines, ...own });
    }
    text = body;
  }
  return insert(text, view, defines);
}

function insert(text, view, defines) {
  return text
    .replace(/<ui:insert name="([\w-]+)"\s*\/>/g, (_, name) => defines[name] ?? '')
    .replace(/<ui:fragment rendered="([^"]*)">([\s\S]*?)<\/ui:fragment>/g, (_, condition, content) => (evaluate(condition, view) ? content : ''))
    .replace(/<ui:include src="([^"]+)"\s*\/>/g, (_, source) => draw(source, view, defines))
    .replace(/<h:outputText value="#\{inboxPage.json\}"[^>]*\/>/g, () => view.inboxJson)
    .replace(/<(\/?)h:(head|body)/g, '<$1$2')
    .replace(/#\{([^}]*)\}/g, (_, expression) => evaluate(`#{${expression}}`, view))
    .replace(/<(use|span|a|button|textarea|svg|script|div|p|section|strong|h2|ol|ul)\b([^>]*)\/>/g, '<$1$2></$1>')
    .replace(/ xmlns(:\w+)?="(jakarta|http:\/\/www.w3.org\/1999)[^"]*"/g, '');
}

function evaluate(expression, view) {
  const inner = expression.replace(/^#\{|\}$/g, '').replace(/ eq /g, ' === ');
  return new Function('page', 'msg', 'rail', 'empty', `return ${inner}`)(view.page, view.msg, view.rail);
}

function viewOf(request) {
  const cookies = Object.fromEntries((request.headers.cookie ?? '').split('; ').map((pair) => pair.split('=')));
  const language = cookies.fractal_locale ?? (/^de/.test(request.headers['accept-language'] ?? '') ? 'de' : 'en');
  const msg = bundle(language);
  const data = { locale: language, csrfHeader: { 'X-Requested-With': 'fractal' }, user: { id: state.userId, name: 'Sam Okafor', email: 'sam@example.org' }, sandbox: true, conversations: state.list({}).slice(0, 50), counts: state.counts(), total: state.list({}).length, lastEventId: randomUUID(), messages: msg };
  return {
    msg,
    page: { language, locale: language, otherLanguage: language === 'de' ? 'en' : 'de', theme: cookies.fractal_theme ?? 'system', assets: '/assets/dev', sandbox: true, userName: 'Sam Okafor', userEmail: 'sam@example.org', userInitials: 'SO' },
    inboxJson: JSON.stringify(data).replaceAll('<', '\\u003c'),
  };
}

function json(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return parts.length ? JSON.parse(Buffer.concat(parts)) : {};
}

async function api(request, response, url) {
  const [, , kind, id, action] = url.pathname.split('/');
  const ok = (data, meta, status = 200) => json(response, status, { success: true, data, ...(meta ? { meta } : {}) });
  const query = Object.fromEntries(url.searchParams);
  if (kind === 'conversations') {
    if (!id) {
      const rows = state.list(query);
      const page = Number(query.page ?? 1);
      const limit = Number(query.limit ?? 50);
      return ok(rows.slice((page - 1) * limit, page * limit), { pagination: { page, limit, total: rows.length } });
    }
    if (id === 'counts') return ok(state.counts());
    if (action === 'read') return ok(state.read(id));
    if (action === 'messages') return ok(state.older(id, Number(query.before)));
    return ok(state.open(id));
  }
  if (kind === 'messages') {
    if (request.method === 'POST' && !id) {
      const wanted = await bodyOf(request);
      if (wanted.body === 'offline') return json(response, 503, { success: false, error: { code: 'UNAVAILABLE', message: 'The hub is not ready', details: [], requestId: 'x' } });
      const message = state.send(wanted, push);
      return ok(message, null, 201);
    }
    if (action === 'retry') return ok(state.retry(id, push), null, 201);
    return ok(state.message(id));
  }
  if (kind === 'media') {
    response.writeHead(200, { 'Content-Type': 'image/svg+xml' });
    return response.end('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"><rect width="320" height="240" fill="#8fb7d9"/><circle cx="250" cy="60" r="26" fill="#f6e08d"/><path d="M0 240V170l90-80 70 66 50-40 110 90v34z" fill="#4d7a5a"/></svg>');
  }
  if (kind === 'session') {
    const wanted = request.method === 'POST' ? await bodyOf(request) : {};
    if (request.method === 'POST' && wanted.password !== 'secret') return json(response, 401, { success: false, error: { code: 'WRONG_CREDENTIALS', message: 'Wrong', details: [], requestId: 'x' } });
    return ok({ name: 'Sam Okafor' });
  }
  if (kind === 'dev') {
    const wanted = await bodyOf(request);
    state.receive(wanted, push);
    return ok(true);
  }
  return json(response, 404, { success: false, error: { code: 'NOT_FOUND', message: 'Not found', details: [], requestId: 'x' } });
}

function push(event, data) {
  const frame = Buffer.from(JSON.stringify({ event, data, id: randomUUID() }));
  for (const socket of sockets) socket.write(Buffer.concat([header(frame.length), frame]));
}

function header(length) {
  if (length < 126) return Buffer.from([0x81, length]);
  return Buffer.from([0x81, 126, length >> 8, length & 255]);
}

createServer(async (request, response) => {
  const url = new URL(request.url, `http://localhost:${port}`);
  response.setHeader('Content-Security-Policy', policy);
  try {
    if (url.pathname.startsWith('/api/')) return await api(request, response, url);
    if (url.pathname.startsWith('/assets/')) {
      const path = normalize(url.pathname.replace(/^\/assets\/[^/]+\//, '/assets/'));
      response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream' });
      return response.end(readFileSync(join(web, 'webapp', path)));
    }
    const page = { '/': '/index.xhtml', '/login': '/login.xhtml' }[url.pathname];
    if (!page) return json(response, 404, {});
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    return response.end(`<!DOCTYPE html>\n${draw(page, viewOf(request)).replace('<!DOCTYPE html>', '')}`);
  } catch (failure) {
    process.stderr.write(`${request.url} ${failure.stack}\n`);
    response.writeHead(500);
    return response.end();
  }
})
  .on('upgrade', (request, socket) => {
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
    const ready = Buffer.from(JSON.stringify({ event: 'ready', data: { lastEventId: randomUUID() } }));
    socket.write(Buffer.concat([header(ready.length), ready]));
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => sockets.delete(socket));
    socket.resume();
  })
  .listen(port, '127.0.0.1', () => process.stdout.write(`http://localhost:${port}/ with ${people.length} people\n`));
