/** How numbers, names and times are written. */

import { language, text } from "./texts.js";

const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const shortDay = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
const longDay = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });
const fullTime = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "medium" });
const languages = new Intl.DisplayNames([language], { type: "language" });

const GROUPS = [
  [/^\+49(1[5-7]\d)(\d+)$/, "+49 $1 $2"],
  [/^\+49(1579990)(\d+)$/, "+49 $1 $2"],
  [/^\+1(\d{3})(\d{3})(\d{4})$/, "+1 $1 $2 $3"],
  [/^\+61(\d{3})(\d{3})(\d{3})$/, "+61 $1 $2 $3"],
  [/^\+44(\d{4})(\d{6})$/, "+44 $1 $2"],
];

/** A number with spaces, or whatever else it is as it came. */
export function number(value) {
  const group = GROUPS.find(([pattern]) => pattern.test(value ?? ""));
  return group ? value.replace(group[0], group[1]) : value ?? "";
}

/** Up to two letters for an avatar. */
export function initials(name) {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  return words.length === 0 ? "#" : (words[0][0] + (words.length > 1 ? words.at(-1)[0] : "")).toUpperCase();
}

/** One of eight colours, always the same for the same person. */
export function tone(key) {
  let sum = 0;
  for (const letter of key) {
    sum = (sum * 31 + letter.codePointAt(0)) % 4096;
  }
  return `tone-${sum % 8}`;
}

/** The time of day. */
export function time(date) {
  return clock.format(date);
}

/** Day and time, for whoever wants to know exactly. */
export function exact(date) {
  return fullTime.format(date);
}

/** How long ago, as short as it can be said. */
export function ago(date, now = Date.now()) {
  const minutes = Math.floor((now - date) / 60_000);
  if (minutes < 1) {
    return text("time.now");
  }
  if (minutes < 60) {
    return text("time.minutes", minutes);
  }
  return minutes < 24 * 60 ? text("time.hours", Math.floor(minutes / 60)) : shortDay.format(date);
}

/** The day, said as one would. */
export function day(date, now = new Date()) {
  const days = Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000);
  if (days === 0) {
    return text("today");
  }
  return days === 1 ? text("yesterday") : longDay.format(date);
}

/** The name of a language. */
export function languageName(tag) {
  return languages.of(tag);
}

function startOfDay(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
