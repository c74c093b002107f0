/** Over which channel and sender a reply goes, and whether the channel lets it. */
const DAY = 24 * 60 * 60 * 1000;

/** From when on the closing of the window is told before typing. */
const WARN_WITHIN = 6 * 60 * 60 * 1000;

export function optionKey(option) {
  return `${option.channelType}|${option.from}|${option.to}`;
}

/** The option to start with: the one chosen last for this person, else the server's, else the first. */
export function pickOption(options, remembered) {
  return options.find((option) => optionKey(option) === remembered) ?? options.find((option) => option.preferred) ?? options[0] ?? null;
}

/**
 * WhatsApp takes free text only within 24 hours of the person's last message.
 * @returns {{state: 'none'|'open'|'closing'|'closed'|'never', left: number}} `left` in milliseconds
 */
export function windowState(option, now) {
  if (option?.channelType !== 'WHATSAPP') return { state: 'none', left: 0 };
  if (!option.windowClosesAt) return { state: 'never', left: 0 };
  const left = Date.parse(option.windowClosesAt) - now;
  if (left <= 0) return { state: 'closed', left: 0 };
  return { state: left <= WARN_WITHIN ? 'closing' : 'open', left };
}

/** The options after an inbound message: on WhatsApp it opens the window anew. */
export function afterInbound(options, message) {
  if (message.channelType !== 'WHATSAPP') return options;
  const closes = new Date(Date.parse(message.createdAt) + DAY).toISOString();
  return options.map((option) => (option.channelType === 'WHATSAPP' && option.to === message.from ? { ...option, windowClosesAt: closes } : option));
}
