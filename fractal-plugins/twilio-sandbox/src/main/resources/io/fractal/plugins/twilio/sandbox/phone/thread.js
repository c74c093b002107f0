/** The messages on the phone's screen. */

import { element, icon, reconcile, spoken } from "./elements.js";
import * as format from "./format.js";
import { text } from "./texts.js";

const NEAR_END = 64;
const JOINED_WITHIN = 5 * 60_000;
const ARRIVED = new Set(["delivered", "read"]);
const LOST = new Set(["failed", "undelivered"]);

export class Thread {
  #box = document.getElementById("thread");
  #list = document.getElementById("bubbles");
  #hint = document.getElementById("hint");
  #pill = document.getElementById("pill");
  #shown = new Set();
  #unseen = 0;

  constructor() {
    this.#pill.addEventListener("click", () => this.#toEnd());
    this.#box.addEventListener("scroll", () => this.#atEnd() && this.#clearPill(), { passive: true });
  }

  /** Begins with another person or channel. */
  clear() {
    this.#shown = new Set();
    this.#list.replaceChildren();
    this.#clearPill();
  }

  /**
   * Shows what is on the phone.
   *
   * @param messages what the sandbox knows, oldest first
   * @param pending what is being sent
   * @param retry called with a pending message to send it again
   */
  render(messages, pending, retry) {
    const visible = messages.filter((message) => message.direction === "inbound" || isOnPhone(message));
    const first = this.#shown.size === 0;
    const stay = first || this.#atEnd();
    const items = [];
    let before = null;
    for (const message of visible) {
      const date = new Date(message.createdAt);
      if (before === null || format.day(date) !== format.day(before.date)) {
        items.push(dayChip(date));
        before = null;
      }
      items.push(this.#item(message, date, before, first));
      before = { mine: message.direction === "inbound", date };
    }
    items.push(...pending.map((message) => pendingItem(message, retry)));
    const arrived = visible.filter((message) => !this.#shown.has(message.sid));
    this.#shown = new Set(visible.map((message) => message.sid));
    reconcile(this.#list, items);
    this.#hint.hidden = items.length > 0;
    if (stay || pending.some((message) => message.fresh)) {
      pending.forEach((message) => (message.fresh = false));
      this.#toEnd();
    } else {
      this.#count(arrived.filter((message) => message.direction === "outbound").length);
    }
  }

  setHint(words) {
    this.#hint.textContent = words;
    this.#hint.hidden = this.#list.children.length > 0;
  }

  #item(message, date, before, first) {
    const mine = message.direction === "inbound";
    const joined = before !== null && before.mine === mine && date - before.date < JOINED_WITHIN;
    const fresh = !first && !mine && !this.#shown.has(message.sid);
    const isLost = LOST.has(message.status) || message.status === "canceled";
    return {
      key: message.sid,
      signature: `${message.status} ${message.errorCode} ${joined} ${message.body.length} ${message.media.length}`,
      make: () => (isLost ? element("li", { className: "lost" }, lostReason(message)) : bubble(message, date, { mine, joined, fresh })),
    };
  }

  #atEnd() {
    return this.#box.scrollHeight - this.#box.scrollTop - this.#box.clientHeight < NEAR_END;
  }

  #toEnd() {
    this.#box.scrollTop = this.#box.scrollHeight;
    this.#clearPill();
  }

  #count(more) {
    this.#unseen += more;
    this.#pill.hidden = this.#unseen === 0;
    document.getElementById("pill-count").textContent = String(this.#unseen);
  }

  #clearPill() {
    this.#unseen = 0;
    this.#pill.hidden = true;
  }
}

function isOnPhone(message) {
  return ARRIVED.has(message.status) || LOST.has(message.status) || message.status === "canceled";
}

function dayChip(date) {
  const name = format.day(date);
  return { key: `day ${date.toDateString()}`, signature: name, make: () => element("li", { className: "day" }, name) };
}

function bubble(message, date, { mine, joined, fresh }) {
  const classes = ["bubble", message.channel, mine ? "mine" : "", joined ? "joined" : "", fresh ? "fresh" : ""];
  return element(
    "li",
    { className: classes.filter(Boolean).join(" ") },
    message.body,
    ...message.media.map((medium, index) => attachment(medium, index)),
    ...(message.template?.actions ?? []).map((action) => tappable(message, action)),
    element(
      "span",
      { className: "meta" },
      element("time", { dateTime: message.createdAt, title: format.exact(date) }, format.time(date)),
      ...state(message, mine)));
}

function state(message, mine) {
  if (mine) {
    return [icon("tick"), spoken(text("state.taken"))];
  }
  const read = message.status === "read";
  const ticks = icon("ticks");
  ticks.setAttribute("class", read ? "read" : "");
  return [ticks, spoken(text(read ? "state.read" : "state.delivered"))];
}

function pendingItem(message, retry) {
  return { key: `pending ${message.date.getTime()}`, signature: message.failure ?? "", make: () => pendingBubble(message, retry) };
}

function pendingBubble(message, retry) {
  const bubble = element(
    "li",
    { className: `bubble mine ${message.channel}${message.failure ? " failed" : ""}` },
    message.body,
    element("span", { className: "meta" }, format.time(message.date), icon(message.failure ? "alert" : "clock"), spoken(text("state.sending"))));
  if (message.failure) {
    const again = element("button", { type: "button" }, text("state.retry"));
    again.addEventListener("click", () => retry(message));
    bubble.append(element("span", { className: "trouble" }, message.failure, " ", again));
  }
  return bubble;
}

function lostReason(message) {
  if (message.status === "canceled") {
    return text("note.canceled");
  }
  if (message.errorCode === 63016) {
    return text("note.lost.window");
  }
  return message.errorCode ? text("note.lost", message.errorCode) : text("note.lost.unknown");
}

/** Replies can be given; links and numbers only look like what they are. */
function tappable(message, action) {
  const answers = action.kind === "QUICK_REPLY" || action.kind === "LIST_ITEM";
  if (!answers) {
    return element("span", { className: "action" }, action.title);
  }
  const button = element("button", { type: "button", className: "action" }, action.title);
  Object.assign(button.dataset, { tap: action.kind, value: action.value ?? action.title, sid: message.sid });
  return button;
}

/** What the sandbox keeps is shown; what lies elsewhere is only linked, so that nothing is fetched from other sites. */
function attachment(medium, index) {
  const kept = medium.path ? new URL(`../${medium.path}`, import.meta.url).href : null;
  const href = kept ?? (/^https?:/i.test(medium.url) ? medium.url : "#");
  const link = element("a", { href, target: "_blank", rel: "noreferrer" });
  const name = text("media", index + 1);
  link.append(kept && medium.contentType.startsWith("image/") ? element("img", { src: kept, alt: name, className: "picture" }) : name);
  return element("div", {}, link);
}
