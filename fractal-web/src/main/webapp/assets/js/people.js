/** What stands for a person without a picture: initials and one of eight tints, always the same for the same person. */
const TINTS = 8;

export function initials(name) {
  const words = (name ?? '').replace(/[^\p{L}\p{N}\s'-]/gu, ' ').trim().split(/\s+/).filter(Boolean);
  if (words.length === 0 || /^\d/.test(words[0])) return '#';
  const last = words.length > 1 ? words.at(-1) : '';
  return ([...words[0]][0] + ([...last][0] ?? '')).toLocaleUpperCase();
}

export function tint(id) {
  let hash = 0;
  for (const character of String(id ?? '')) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return hash % TINTS;
}

/** The class and sign of a channel; a channel this page does not know shows as a plain chat. */
const SIGNS = { sms: 'sms', mms: 'sms', rcs: 'sms', whatsapp: 'whatsapp', messenger: 'messenger', email: 'email', voice: 'voice', webchat: 'webchat' };

export function channelClass(channelType) {
  return `channel ${String(channelType ?? '').toLowerCase()}`;
}

export function channelSign(channelType) {
  return SIGNS[String(channelType ?? '').toLowerCase()] ?? 'chat';
}

/** Calling codes of two digits (ITU-T E.164); 1 and 7 stand alone, all others have three. */
const TWO_DIGITS = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** An address as people read it: phone numbers in groups, anything else as it is. */
export function shownAddress(address) {
  const digits = /^\+(\d{7,15})$/.exec(address ?? '')?.[1];
  if (!digits) return address ?? '';
  const code = digits.slice(0, /^[17]/.test(digits) ? 1 : TWO_DIGITS.test(digits) ? 2 : 3);
  const rest = digits.slice(code.length);
  const groups = rest.slice(0, -4).match(/\d{1,3}/g) ?? [];
  const glued = groups.length > 1 && groups.at(-1).length === 1 ? [...groups.slice(0, -2), groups.slice(-2).join('')] : groups;
  return `+${[code, ...glued, rest.slice(-4)].join(' ')}`;
}
