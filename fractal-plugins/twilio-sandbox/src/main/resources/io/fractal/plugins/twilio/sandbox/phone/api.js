/** The sandbox's control interface. */

const BASE = new URL("../api/", import.meta.url);
const known = new Map();

/** Reads something; null when it has not changed since it was last read here. */
export async function read(path) {
  const tag = known.get(path);
  const answer = await fetch(new URL(path, BASE), { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
  if (answer.status === 304) {
    return null;
  }
  if (!answer.ok) {
    throw new Error(`HTTP ${answer.status}`);
  }
  known.set(path, answer.headers.get("ETag"));
  return answer.json();
}

/** Forgets what was read, so that the next reading gives everything. */
export function forget(path) {
  known.delete(path);
}

/** Writes as a person. Gives the HTTP status that Fractal answered, 0 for none; 200 where Twilio has nowhere to post it. */
export async function write(message) {
  const answer = await post("inbound", message);
  const { responses } = await answer.json();
  return responses[0]?.status ?? 200;
}

/** Opens a person's WhatsApp thread. */
export function markRead(person) {
  return post("handsets/read", { number: person });
}

async function post(path, body) {
  const answer = await fetch(new URL(path, BASE), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`HTTP ${answer.status}`);
  }
  return answer;
}
