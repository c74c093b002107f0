/** Calls of the public REST interface with the session's cookie. */

/** A call that was refused or did not arrive. `status` is 0 when there was no answer. */
export class ApiError extends Error {
  constructor(status, code, message, details = [], requestId = null) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.details = details;
    this.requestId = requestId;
  }
}

/**
 * @param {object} options
 * @param {Object<string, string>} options.csrfHeader header that tells our own pages' calls from a stranger's form
 * @param {string} [options.language] of the sentences in answers; the page's own by default
 * @param {() => void} [options.onSignedOut] called when the session is over
 * @param {typeof fetch} [options.fetcher] for tests
 */
export function createApi({ csrfHeader, language = globalThis.document?.documentElement.lang || 'en', onSignedOut = () => {}, fetcher = (...args) => fetch(...args) }) {
  async function call(method, path, { body, headers = {}, signal } = {}) {
    let response;
    try {
      response = await fetcher(path, {
        method,
        signal,
        credentials: 'same-origin',
        headers: { Accept: 'application/json', 'Accept-Language': language, ...(body ? { 'Content-Type': 'application/json' } : {}), ...csrfHeader, ...headers },
        body: body ? JSON.stringify(body) : undefined,
      });
    } catch (failure) {
      if (failure.name === 'AbortError') throw failure;
      throw new ApiError(0, 'NO_CONNECTION', 'The server cannot be reached');
    }
    const answer = await response.json().catch(() => null);
    if (response.ok && answer?.success) return answer;
    if (response.status === 401) onSignedOut();
    const error = answer?.error ?? {};
    throw new ApiError(response.status, error.code ?? `HTTP_${response.status}`, error.message ?? '', error.details ?? [], error.requestId ?? null);
  }

  const data = async (...args) => (await call(...args)).data;
  const query = (params) => new URLSearchParams(Object.entries(params).filter(([, value]) => value !== null && value !== undefined && value !== '')).toString();

  return {
    async conversations({ view, channel, q, cursor, limit }, signal) {
      const answer = await call('GET', `/api/conversations?${query({ view, channel, q, cursor, limit })}`, { signal });
      const { total = answer.data.length, nextCursor = null } = answer.meta?.pagination ?? {};
      return { items: answer.data, total, cursor: nextCursor };
    },
    counts: () => data('GET', '/api/conversations/counts'),
    conversation: (id, signal) => data('GET', `/api/conversations/${encodeURIComponent(id)}`, { signal }),
    older: (id, before) => data('GET', `/api/conversations/${encodeURIComponent(id)}/messages?${query({ before, limit: 30 })}`),
    consents: (contactId) => data('GET', `/api/contacts/${encodeURIComponent(contactId)}/consents`),
    consentHistory: (contactId) => data('GET', `/api/contacts/${encodeURIComponent(contactId)}/consents/history?limit=100`),
    markRead: (id) => data('PATCH', `/api/conversations/${encodeURIComponent(id)}/read`),
    assign: (id, assigneeId) => data('PATCH', `/api/conversations/${encodeURIComponent(id)}/assign`, { body: { assigneeId } }),
    message: (id) => data('GET', `/api/messages/${encodeURIComponent(id)}`),
    send: (message) => data('POST', '/api/messages', { body: message, headers: { 'Idempotency-Key': message.clientId } }),
    fetchMedia: (id, index) => data('POST', `/api/messages/${encodeURIComponent(id)}/media/${index}/retry`),
    retry: (id) => data('POST', `/api/messages/${encodeURIComponent(id)}/retry`),
    adopt: (to, channelType) => data('POST', '/api/unassigned/adopt', { body: { to, channelType } }),
    signIn: (email, password) => data('POST', '/api/session', { body: { email, password } }),
    signUp: (name, email, password) => data('POST', '/api/auth/signup', { body: { name, email, password } }),
    signOut: () => data('DELETE', '/api/session'),
  };
}
