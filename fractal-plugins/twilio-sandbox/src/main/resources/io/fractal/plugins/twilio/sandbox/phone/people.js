/** The list of people: the phone book, and every number that ever wrote. */

import { element, icon, spoken } from "./elements.js";
import * as format from "./format.js";
import { text } from "./texts.js";

const SEEN = "fractal.sandbox.seen";
const ARRIVED = new Set(["delivered", "read"]);

export class People {
  #rows = document.getElementById("rows");
  #input = document.getElementById("number");
  #book = [];
  #threads = [];
  #current = null;
  #open;
  #seen = JSON.parse(localStorage.getItem(SEEN) ?? "{}");

  /** @param open called with a person when one is picked */
  constructor(open) {
    this.#open = open;
    this.#input.addEventListener("input", () => this.render());
    document.getElementById("search").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#pickTyped();
    });
    this.#rows.addEventListener("keydown", (event) => this.#move(event));
  }

  setBook(book) {
    this.#book = book;
    this.render();
  }

  setThreads(threads) {
    this.#threads = threads.map((thread) => ({ ...thread, date: new Date(thread.createdAt) }));
    this.render();
  }

  select(number) {
    this.#current = number;
    this.render();
  }

  /** What a person has on the screen is no longer new. */
  markSeen(number, date) {
    if (date.toISOString() > (this.#seen[number] ?? "")) {
      this.#seen[number] = date.toISOString();
      localStorage.setItem(SEEN, JSON.stringify(this.#seen));
      this.render();
    }
  }

  find(number) {
    const known = this.#book.find((person) => person.number === number);
    const last = this.#threads.find((thread) => thread.number === number);
    return {
      number,
      name: known?.name ?? null,
      locale: known?.locale ?? null,
      channel: last?.channel ?? known?.channels[0] ?? "SMS",
      last,
    };
  }

  render() {
    const focused = document.activeElement?.closest?.(".row")?.id;
    const found = this.#found();
    const typed = typedNumber(this.#input.value);
    const rows = found.map((person) => this.#row(person));
    if (typed && !found.some((person) => person.number === typed)) {
      rows.unshift(this.#row(this.find(typed), text("search.write", format.number(typed))));
    }
    this.#rows.replaceChildren(...(rows.length > 0 ? rows : [element("p", {}, text("search.none"))]));
    document.getElementById(focused ?? "")?.focus();
  }

  #found() {
    const numbers = new Set([...this.#threads.map((thread) => thread.number), ...this.#book.map((person) => person.number)]);
    const wanted = this.#input.value.trim().toLocaleLowerCase();
    const digits = wanted.replace(/[^\d+]/g, "");
    return [...numbers]
      .map((number) => this.find(number))
      .filter((person) =>
        wanted === ""
        || person.name?.toLocaleLowerCase().includes(wanted)
        || (digits.length > 1 && person.number.includes(digits)));
  }

  #pickTyped() {
    const typed = typedNumber(this.#input.value);
    const picked = typed ? this.find(typed) : this.#found()[0];
    if (picked && this.#input.value.trim() !== "") {
      this.#input.value = "";
      this.#open(picked);
    }
  }

  #row(person, title = person.name ?? format.number(person.number)) {
    const last = this.#last(person);
    const unread = last !== null && last.direction === "outbound" && last.createdAt > (this.#seen[person.number] ?? "");
    const button = element(
      "button",
      { type: "button", className: unread ? "row unread" : "row", id: `row-${person.number.replace(/\W/g, "")}` },
      element(
        "span",
        { className: `avatar ${format.tone(person.number)}` },
        format.initials(person.name ?? ""),
        element("span", { className: `badge ${person.channel}`, title: text(`channel.${person.channel.toLowerCase()}`) }, icon(person.channel.toLowerCase()))),
      element(
        "span",
        {},
        element("span", { className: "name" }, title),
        element("span", { className: "preview" }, last === null ? format.number(person.number) : last.body || text("media.fallback"))),
      element(
        "span",
        { className: "aside" },
        last === null ? null : element("time", { className: "time", dateTime: last.createdAt, title: format.exact(last.date) }, format.ago(last.date)),
        unread ? element("span", { className: "dot" }, spoken(text("new"))) : null));
    button.setAttribute("aria-current", String(person.number === this.#current));
    button.addEventListener("click", () => this.#open(person));
    return element("div", { role: "listitem" }, button);
  }

  /** A message on its way is not yet on the phone. */
  #last(person) {
    const last = person.last;
    return last && (last.direction === "inbound" || ARRIVED.has(last.status)) ? last : null;
  }

  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const rows = [...this.#rows.querySelectorAll(".row")];
      rows[rows.indexOf(document.activeElement) + step]?.focus();
      event.preventDefault();
    }
  }
}

/** What was typed, if it is a number with a country code. */
function typedNumber(value) {
  const number = value.replace(/[\s()/.-]/g, "").replace(/^00/, "+");
  return /^\+[1-9]\d{5,14}$/.test(number) ? number : null;
}
