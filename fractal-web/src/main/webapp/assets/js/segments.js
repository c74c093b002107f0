/** How many SMS segments a text takes, as the GSM standard (3GPP TS 23.038) and Twilio count them. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('€^{}[]\\~|\f');
const LIMITS = { 'GSM-7': { single: 160, many: 153 }, 'UCS-2': { single: 70, many: 67 } };

/**
 * @param {string} text
 * @returns {{encoding: 'GSM-7'|'UCS-2', units: number, segments: number, left: number}} `left` are the units that
 *   still fit in the last segment
 */
export function countSegments(text) {
  const characters = [...text];
  const gsm = characters.every((character) => BASIC.has(character) || EXTENDED.has(character));
  const encoding = gsm ? 'GSM-7' : 'UCS-2';
  const widths = characters.map((character) => (gsm ? (EXTENDED.has(character) ? 2 : 1) : character.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const { single, many } = LIMITS[encoding];
  if (units <= single) return { encoding, units, segments: units === 0 ? 0 : 1, left: single - units };
  const { segments, used } = fill(widths, many);
  return { encoding, units, segments, left: many - used };
}

/** Fills segments in order; an escape pair or a surrogate pair is never torn apart, so room may be left over. */
function fill(widths, size) {
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > size) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return { segments, used };
}
