/** Turns codes of the provider and of our own interface into words with a way out. */

/** @param {object} i18n */
export function createErrors(i18n) {
  return {
    /** Why a message was not delivered, for people who do not know the provider's codes: the server says it in the page's language. */
    explain(message) {
      if (message.errorMessage) return message.errorMessage;
      return message.errorCode ? i18n.t('error.code', { code: String(message.errorCode) }) : i18n.t(`error.${message.status}`);
    },
    /** Why a call of our own interface failed. */
    ofCall(failure) {
      const key = `call.${failure.code}`;
      if (i18n.has(key)) return i18n.t(key);
      const detail = failure.details?.[0]?.message;
      return detail || failure.message || i18n.t('call.unknown');
    },
  };
}
