/**
 * Texts and formats in the reader's language. Texts come with the page, from the same bundles as the server's pages.
 */

/**
 * @param {string} language of the texts, for example `de`
 * @param {Object<string, string>} texts key to text; `{name}` is replaced, `key.one` and `key.other` are plural forms
 * @param {() => Date} [clock] the current time
 * @param {readonly string[]} [preferred] the reader's languages with regions: they decide how dates and times are written
 */
export function createI18n(language, texts, clock = () => new Date(), preferred = globalThis.navigator?.languages ?? []) {
  const locale = regionOf(language, preferred);
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const unit = (name) => new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: name === 'megabyte' ? 1 : 0 });
  const [kilobyte, megabyte] = [unit('kilobyte'), unit('megabyte')];
  const format = (options) => {
    const formatter = new Intl.DateTimeFormat(locale, options);
    return (instant) => formatter.format(new Date(instant));
  };
  const clockTime = format({ hour: '2-digit', minute: '2-digit' });
  const seconds = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const date = format({ dateStyle: 'medium' });
  const full = format({ dateStyle: 'full', timeStyle: 'medium' });
  const weekday = format({ weekday: 'long' });
  const dayMonth = format({ day: 'numeric', month: 'short' });
  const longDay = format({ day: 'numeric', month: 'long' });
  const longDayYear = format({ day: 'numeric', month: 'long', year: 'numeric' });

  function t(key, params = {}) {
    let text = texts[key];
    if (text === undefined && params.n !== undefined) text = texts[`${key}.${plural.select(params.n)}`] ?? texts[`${key}.other`];
    if (text === undefined) return key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? number.format(value) : value;
    });
  }

  return {
    locale,
    t,
    has: (key) => texts[key] !== undefined,
    clockTime,
    seconds,
    date,
    full,
    /** The size of a file: `48 kB`, `1.2 MB`. */
    bytes: (n) => (n < 1000000 ? kilobyte.format(Math.max(1, n / 1000)) : megabyte.format(n / 1000000)),
    count: (n) => (n < 10000 ? number.format(n) : compact.format(n)),
    /** A short distance for a row: `now`, `2 min`, `3 h`, a weekday within the week, then the date. */
    relative(instant) {
      const then = new Date(instant);
      const now = clock();
      const minutes = Math.floor((now - then) / 60000);
      if (minutes < 1) return t('time.now');
      if (minutes < 60) return t('time.minutes', { m: minutes });
      const days = daysBetween(then, now);
      if (days === 0 || minutes < 6 * 60) return t('time.hours', { h: Math.floor(minutes / 60) });
      if (days === 1) return t('time.yesterday');
      if (days < 7) return format({ weekday: 'short' })(then);
      return then.getFullYear() === now.getFullYear() ? dayMonth(then) : date(then);
    },
    /** The text of a day's chip: today, yesterday, a weekday within the week, else the date. */
    day(instant) {
      const then = new Date(instant);
      const now = clock();
      const days = daysBetween(then, now);
      if (days === 0) return t('time.today');
      if (days === 1) return t('time.yesterday');
      if (days > 1 && days < 7) return weekday(then);
      return then.getFullYear() === now.getFullYear() ? longDay(then) : longDayYear(then);
    },
    /** A length of time in its biggest fitting unit, for the WhatsApp window. */
    span(milliseconds) {
      const minutes = Math.max(1, Math.ceil(milliseconds / 60000));
      return minutes < 60 ? t('time.span.minutes', { n: minutes }) : t('time.span.hours', { n: Math.floor(minutes / 60) });
    },
    /** A price as the provider tells it: negative is what was charged. */
    price(amount, currency) {
      const value = Math.abs(Number(amount));
      const digits = { minimumFractionDigits: 2, maximumFractionDigits: 5 };
      return new Intl.NumberFormat(locale, currency ? { style: 'currency', currency, ...digits } : digits).format(value);
    },
  };
}

/** English is written differently in London and in Chicago: the reader's own region is taken when the language agrees. */
export function regionOf(language, preferred) {
  return preferred.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language;
}

/** Whole calendar days between two instants in the reader's time zone. */
export function daysBetween(earlier, later) {
  const midnight = (date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(new Date(later)) - midnight(new Date(earlier))) / 86400000);
}
