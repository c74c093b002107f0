/** Who wants to be written to: what the thread tells of it, and what keeps the composer shut. */

/** SMS, MMS and RCS are one channel here: one STOP is for all of them. */
const KEPT_UNDER = { MMS: 'SMS', RCS: 'SMS' };
const kept = (channelType) => KEPT_UNDER[channelType] ?? channelType;

/**
 * The steps that changed something, oldest first. A number has several spellings, which change together: that is one step.
 * @param {object[]} history the consent history as the server lists it, newest first
 */
export function stepsOf(history) {
  const states = new Map();
  const caused = new Set();
  const steps = [];
  for (const step of [...history].reverse()) {
    const subject = `${step.channelType}|${step.identifier}`;
    const cause = step.messageId && `${step.channelType}|${step.state}|${step.messageId}`;
    const changes = step.keyword !== 'HELP' && step.state !== 'UNKNOWN' && states.get(subject) !== step.state;
    if (step.state !== 'UNKNOWN') states.set(subject, step.state);
    if (!changes || caused.has(cause)) continue;
    if (cause) caused.add(cause);
    steps.push(step);
  }
  return steps;
}

/** Whether the person wants nothing over a way to answer. */
export function isRevoked(option, consents) {
  return Boolean(option) && consents.some((consent) => consent.state === 'REVOKED' && consent.identifier === option.to && kept(consent.channelType) === kept(option.channelType));
}

/**
 * What the thread says of a step.
 * @param {string|null} word what the person wrote, where the message is at hand
 */
export function tell(step, word, { i18n, contactName }) {
  const source = step.keyword ? 'KEYWORD' : step.source;
  return i18n.t(`inbox.thread.consent.${step.state}.${source}`, {
    name: contactName(),
    channel: i18n.t(`channel.${step.channelType}`),
    word: word ?? step.keyword ?? '',
    user: step.userName ?? i18n.t('inbox.thread.consent.somebody'),
  });
}
