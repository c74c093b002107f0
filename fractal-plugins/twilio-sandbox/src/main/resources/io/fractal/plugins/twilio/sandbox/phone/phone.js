/** The phone page: people on the left, the phone of the one picked beside them. */

import * as api from "./api.js";
import { attachment } from "./files.js";
import * as format from "./format.js";
import { People } from "./people.js";
import { text } from "./texts.js";
import { Thread } from "./thread.js";

const POLL_MS = 500;
const POLL_HIDDEN_MS = 3000;

const byId = (id) => document.getElementById(id);
const app = byId("app");
const field = byId("text");
const drafts = new Map();
const people = new People((person) => open(person));
const thread = new Thread();

let account = {};
let current = null;
let messages = [];
let pending = [];

start();

async function start() {
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  byId("attach").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", () => sendFile(byId("file")));
  byId("bubbles").addEventListener("click", (event) => tap(event.target.closest("button[data-tap]")));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  byId("back").addEventListener("click", () => (location.hash = ""));
  byId("switch").addEventListener("click", (event) => {
    const channel = event.target.closest("button")?.dataset.channel;
    if (channel && current) {
      open({ ...current, channel });
    }
  });
  window.addEventListener("popstate", openFromAddress);
  show();
  tick();
  poll(true);
}

/** Polls until the page is closed; a failure shows a banner and is tried again. */
async function poll(first) {
  try {
    if (first) {
      const [numbers, book] = await Promise.all([api.read("account"), api.read("handsets")]);
      account = numbers;
      people.setBook(book);
    }
    await refresh();
    if (first) {
      openFromAddress();
    }
    first = false;
    if (byId("banner").dataset.lost) {
      delete byId("banner").dataset.lost;
      byId("banner").hidden = true;
    }
  } catch {
    byId("banner").dataset.lost = "true";
    byId("banner").textContent = text("connection.lost");
    byId("banner").hidden = false;
  }
  setTimeout(() => poll(first), document.hidden ? POLL_HIDDEN_MS : POLL_MS);
}

async function refresh() {
  const overview = await api.read("threads");
  if (overview) {
    people.setThreads(overview.threads);
  }
  await refreshThread();
}

async function refreshThread() {
  const asked = current;
  if (!asked) {
    return;
  }
  const answer = await api.read(path(asked));
  if (answer && isSame(asked, current)) {
    messages = answer.messages;
    show();
  }
  await markRead(asked);
}

/** Only what someone looks at is read. */
async function markRead(person) {
  const onScreen = !document.hidden && getComputedStyle(byId("handset")).display !== "none" && byId("handset").offsetParent !== null;
  if (!onScreen || !isSame(person, current)) {
    return;
  }
  const last = messages.at(-1);
  if (last) {
    people.markSeen(person.number, new Date(last.createdAt));
  }
  if (messages.some((message) => message.channel !== "SMS" && message.direction === "outbound" && message.status === "delivered")) {
    await api.markRead(person.number);
  }
}

function open(person, remember = true) {
  if (current) {
    drafts.set(path(current), field.value);
  }
  const switched = current?.number === person.number;
  current = person;
  messages = [];
  api.forget(path(person));
  field.value = drafts.get(path(person)) ?? "";
  app.dataset.view = "thread";
  thread.clear();
  people.select(person.number);
  if (remember) {
    const address = `#${encodeURIComponent(person.number)}/${person.channel}`;
    history[switched ? "replaceState" : "pushState"](null, "", address);
  }
  show();
  field.focus();
  refreshThread().catch(() => {
    // The next poll shows the banner and tries again.
  });
}

/** The address keeps who is open, so that a reload and the back button work. */
function openFromAddress() {
  const [number, channel] = location.hash.slice(1).split("/");
  if (number) {
    const person = people.find(decodeURIComponent(number));
    open({ ...person, channel: channel ?? person.channel }, false);
    return;
  }
  app.dataset.view = "list";
}

async function send(extra = {}) {
  const body = extra.body ?? field.value.trim();
  if ((body === "" && !extra.media) || !current) {
    return;
  }
  if (extra.body === undefined) {
    field.value = "";
  }
  const message = { body, extra, channel: current.channel, number: current.number, date: new Date(), fresh: true, failure: null };
  message.equalBefore = equalTo(message);
  pending.push(message);
  show();
  field.focus();
  await post(message);
}

async function post(message) {
  let status = 0;
  try {
    status = await api.write({ ...message.extra, from: message.number, channel: message.channel, body: message.body });
  } catch {
    // Counts as no answer.
  }
  if (status >= 200 && status < 300) {
    pending = pending.filter((other) => other !== message);
  } else {
    message.failure = status === 0 ? text("state.unreachable") : text("state.refused", status);
  }
  await refresh().catch(() => {
    // The next poll shows the banner and tries again.
  });
  show();
}

/** A file goes with whatever text stands in the field. */
async function sendFile(input) {
  const file = input.files[0];
  input.value = "";
  if (!file || !current) {
    return;
  }
  const medium = await attachment(file).catch(() => null);
  if (medium) {
    byId("banner").hidden = !byId("banner").dataset.lost;
    await send({ media: [medium] });
  } else {
    byId("banner").textContent = text("composer.attach.large");
    byId("banner").hidden = false;
  }
}

/** A button or an item of a template is answered as WhatsApp does. */
async function tap(button) {
  if (!button || !current) {
    return;
  }
  const { tap: kind, value, sid } = button.dataset;
  const title = button.textContent;
  const answer = kind === "LIST_ITEM" ? { listReply: { id: value, title } } : { button: { text: title, payload: value } };
  await send({ ...answer, body: title, replyTo: sid });
}

async function retry(message) {
  message.failure = null;
  message.equalBefore = equalTo(message);
  show();
  await post(message);
}

/** How many messages of this text the sandbox already has: one more is the pending one itself. */
function equalTo(message) {
  return messages.filter((other) => other.direction === "inbound" && other.body === message.body).length;
}

function show() {
  const own = { SMS: account.phoneNumber, WHATSAPP: account.whatsappNumber, RCS: account.rcs, MESSENGER: account.messenger };
  const writes = current ? own[current.channel] : null;
  const name = current ? current.name ?? format.number(current.number) : "";
  const kind = (current?.channel ?? "SMS").toLowerCase();
  byId("owner").textContent = name;
  byId("handset").setAttribute("aria-label", current ? text("handset", name) : text("handset.none"));
  byId("peer-number").textContent = format.number(writes);
  byId("text-label").textContent = text(`composer.label.${kind}`);
  field.placeholder = text(`composer.label.${kind}`);
  field.disabled = current === null;
  for (const button of document.querySelectorAll("#switch button")) {
    button.setAttribute("aria-pressed", String(button.dataset.channel === current?.channel));
    button.disabled = current === null;
  }
  byId("attach").disabled = current === null;
  const sendButton = document.querySelector(".send");
  sendButton.className = `send ${current?.channel ?? "SMS"}`;
  sendButton.disabled = current === null;
  byId("composer").setAttribute("aria-disabled", String(current === null));
  about(name, writes);
  const waiting = pending.filter((message) => isSame(message, current) && (message.failure || equalTo(message) <= message.equalBefore));
  const failedAtServer = new Set(pending.filter((message) => message.failure).map((message) => message.body));
  thread.render(current ? messages.filter((message) => !(message.direction === "inbound" && failedAtServer.has(message.body) && isLastEqual(message))) : [], waiting, retry);
  thread.setHint(text(current ? "thread.empty" : "thread.pick"));
}

/** A post that Fractal refused stands in the sandbox all the same: the failed bubble takes its place. */
function isLastEqual(message) {
  return messages.findLast((other) => other.direction === "inbound" && other.body === message.body) === message;
}

function about(name, writes) {
  const panel = document.querySelector(".about");
  panel.toggleAttribute("data-empty", current === null);
  if (current === null) {
    return;
  }
  const avatar = byId("about-avatar");
  avatar.className = `avatar large ${format.tone(current.number)}`;
  avatar.textContent = format.initials(current.name ?? "");
  byId("about-name").textContent = name;
  byId("about-number").textContent = format.number(current.number);
  byId("about-writes").textContent = format.number(writes);
  byId("about-language-row").hidden = !current.locale;
  byId("about-language").textContent = current.locale ? format.languageName(current.locale) : "";
}

function tick() {
  byId("clock").textContent = format.time(new Date());
  setTimeout(tick, 5000);
}

function path(person) {
  return `messages?number=${encodeURIComponent(person.number)}&channel=${person.channel}`;
}

function isSame(one, other) {
  return one?.number === other?.number && one?.channel === other?.channel;
}
