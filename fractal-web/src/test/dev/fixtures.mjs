/** Invented people and what they wrote, for the development server. */
import { randomUUID } from 'node:crypto';

const names = ['Marlene Vogt', 'Tobias Kern', 'Aylin Demir', 'Jonas Brandt', 'Sophie Lambert', 'Mateusz Nowak', 'Lea Hoffmann', 'Giulia Ricci', 'Henrik Solberg', 'Nadia Rahimi', 'Emma Clarke', 'Oliver Hughes', 'Charlotte Evans', 'Paul Schneider', 'Hannah Weber', 'Felix Wagner', 'Grace Bennett', 'Noah Fischer', 'Mia Becker', 'James Cooper', 'Lukas Schulz', 'Ava Thompson', 'Clara Neumann', 'Leon Hartmann', 'Isabella Moore'];
const starts = ['Perfect, that works for me. See you on Thursday!', 'Could you send me the updated quote by tomorrow?', 'Is the blue one back in stock?', 'Thanks! The replacement arrived this morning.', 'Is it possible to move the appointment to Friday?', 'I still can’t log in after resetting my password', 'Hi, the part is still missing from my order', 'Re: Invoice 2024-1187 – second reminder', 'Great service, thank you so much for the help!', 'When will the technician be here?'];
const talk = [
  ['in', 'Hi, I ordered a standing desk two weeks ago and the tracking hasn’t moved since Monday. Could you have a look?'],
  ['out', 'Hi Marlene, thanks for reaching out – I’m checking with the carrier right now.'],
  ['out', 'Give me two minutes 🙂'],
  ['in', 'Sure, no rush!'],
  ['out', 'Good news: the desk is in the Cologne depot. It was held because the house number on the label was unreadable.'],
  ['out', 'I’ve just corrected it. New delivery window is Thursday between 9 and 12. Details: https://example.org/track/48213.'],
  ['in', 'Ah, that explains it. Thursday morning is tricky, I have a meeting until 10.'],
  ['in', 'Would it be possible to get it after 10:30?'],
  ['out', 'I can book 12:00–15:00 for you instead. As an apology for the wait I’ve added a 10 € voucher to your account.'],
  ['in', 'That’s really kind, thank you! 12–15 is perfect.'],
];
const MINUTE = 60000;
export const people = names;

export function createHistory() {
  const now = Date.now();
  const userId = randomUUID();
  const conversations = names.map((name, index) => {
    const whatsapp = index % 3 !== 1;
    const number = `+49171555${String(1000 + index)}`;
    return { id: randomUUID(), contactId: `person-${index}`, contactName: name, channelType: whatsapp ? 'WHATSAPP' : 'SMS', state: 'OPEN', unreadCount: [2, 2, 1, 0, 2, 5][index] ?? 0, starred: false, archived: false, assigneeId: index % 4 === 0 ? userId : null, number, createdAt: iso(now - 40 * 24 * 60 * MINUTE), updatedAt: iso(now) };
  });
  const messages = new Map(conversations.map((conversation, index) => [conversation.id, thread(conversation, index, now)]));
  conversations.forEach((conversation) => refresh(conversation, messages.get(conversation.id)));

  const own = (conversation) => (conversation.channelType === 'SMS' ? '+4915799900001' : '+4915799900002');
  const find = (id) => [...messages.values()].flat().find((message) => message.id === id);

  function add(conversation, fields) {
    const list = messages.get(conversation.id);
    const inbound = fields.direction === 'INBOUND';
    const message = { ...blank(), id: randomUUID(), twilioSid: null, conversationId: conversation.id, contactId: conversation.contactId, sequence: list.length + 1, channelType: conversation.channelType, from: inbound ? conversation.number : own(conversation), to: inbound ? own(conversation) : conversation.number, createdAt: iso(Date.now()), updatedAt: iso(Date.now()), ...fields };
    list.push(message);
    refresh(conversation, list);
    return message;
  }

  function climb(message, push, path) {
    path.forEach(([status, after, extra = {}]) =>
      setTimeout(() => {
        Object.assign(message, { status, updatedAt: iso(Date.now()), twilioSid: message.twilioSid ?? 'SM0123456789abcdef0123456789abcdef' }, extra);
        message.statusHistory.push(event(status, Date.now(), extra));
        const conversation = conversations.find((candidate) => candidate.id === message.conversationId);
        refresh(conversation, messages.get(conversation.id));
        push('message:status', { messageId: message.id, conversationId: message.conversationId, clientId: message.clientId, status, errorCode: null, timestamp: iso(Date.now()), ...extra });
        push('conversation:updated', row(conversation));
      }, after),
    );
  }

  const good = [['SENDING', 300], ['SENT', 800], ['DELIVERED', 1600], ['READ', 3000]];
  const bad = [['SENDING', 300], ['FAILED', 700, { errorCode: '30003', errorMessage: 'Unreachable destination handset' }]];

  return {
    userId,
    list: ({ view = 'all', channel, q }) =>
      conversations
        .filter((one) => (view === 'mine' ? one.assigneeId : view === 'unassigned' ? !one.assigneeId : view === 'unread' ? one.unreadCount > 0 : view === 'archived' ? one.archived : true))
        .filter((one) => !channel || one.channelType === channel)
        .filter((one) => !q || one.contactName.toLowerCase().includes(q.toLowerCase()) || messages.get(one.id).some((message) => message.body.toLowerCase().includes(q.toLowerCase())))
        .sort((a, b) => b.lastMessageAt.localeCompare(a.lastMessageAt))
        .map(row),
    counts: () => ({ all: conversations.length, unread: conversations.filter((one) => one.unreadCount).length, mine: conversations.filter((one) => one.assigneeId).length, unassigned: conversations.filter((one) => !one.assigneeId).length, unassignedMessages: 2 }),
    open(id) {
      const conversation = conversations.find((one) => one.id === id);
      const all = messages.get(id);
      const own = (channelType, from, label, windowClosesAt = null) => ({ channelType, to: conversation.number, from, label, preferred: channelType === conversation.channelType, windowClosesAt });
      const index = conversations.indexOf(conversation);
      return { ...row(conversation), contact: { id: conversation.contactId, name: conversation.contactName, email: `${conversation.contactName.split(' ')[0].toLowerCase()}@example.org`, tags: index % 2 ? [] : ['Customer since 2021', 'VIP', 'German'], addresses: [{ channelType: 'WHATSAPP', address: conversation.number, primary: true }, { channelType: 'SMS', address: conversation.number, primary: false }] }, replyOptions: [own('SMS', '+4915799900001', '+49 157 99900001'), own('WHATSAPP', '+4915799900002', '+49 157 99900002', index % 5 === 3 ? iso(Date.now() - MINUTE) : iso(Date.now() + (index % 2 ? 3 : 20) * 60 * MINUTE))], messages: all.slice(-30), hasMore: all.length > 30 };
    },
    older(id, before) {
      const rest = messages.get(id).filter((message) => message.sequence < before);
      return { messages: rest.slice(-30), hasMore: rest.length > 30 };
    },
    read(id) {
      const conversation = conversations.find((one) => one.id === id);
      conversation.unreadCount = 0;
      return row(conversation);
    },
    message: find,
    send(wanted, push) {
      const conversation = conversations.find((one) => one.id === wanted.conversationId) ?? conversations[0];
      const message = add(conversation, { direction: 'OUTBOUND', body: wanted.body, channelType: wanted.channelType, clientId: wanted.clientId, status: 'QUEUED', authorName: 'Sam Okafor', statusHistory: [event('QUEUED', Date.now())] });
      push('message:new', { ...message, conversation: row(conversation) });
      climb(message, push, wanted.body === 'fail' ? bad : good);
      return { ...message, status: 'QUEUED' };
    },
    retry(id, push) {
      const failed = find(id);
      return this.send({ conversationId: failed.conversationId, body: failed.body, channelType: failed.channelType, clientId: `retry:${id}` }, push);
    },
    receive({ index = 0, body }, push) {
      const conversation = conversations[index];
      conversation.unreadCount += 1;
      const message = add(conversation, { direction: 'INBOUND', body, status: 'RECEIVED', statusHistory: [event('RECEIVED', Date.now())] });
      push('message:new', { ...message, conversation: row(conversation) });
    },
  };
}

function thread(conversation, index, now) {
  const end = now - [0.4, 9, 16, 23, 30, 37, 44, 51, 58, 62, 180, 300, 600, 1440, 1600, 2900, 3300, 4500, 6000, 8000, 9000, 12000, 14000, 16000, 20000][index] * MINUTE;
  const lines = index === 0 ? [...Array.from({ length: 60 }, (_, n) => [n % 3 ? 'in' : 'out', `Earlier message ${n + 1}`]), ...talk, ['in', starts[0]]] : [...talk.slice(0, 2 + (index % 6)), ['in', starts[index % 10]]];
  if (index === 9) lines.push(['out', 'He will be there between 2 and 4.']);
  if (index === 3 || index === 11) lines.push(['out', 'You are welcome! Have a nice day.']);
  return lines.map(([side, body], n) => {
    const at = end - (lines.length - 1 - n) * 3 * MINUTE - (n < lines.length - 11 ? 26 * 60 * MINUTE : 0);
    const out = side === 'out';
    const failed = index === 9 && n === lines.length - 1;
    const status = out ? (failed ? 'UNDELIVERED' : n > lines.length - 4 ? 'DELIVERED' : 'READ') : 'RECEIVED';
    const path = out ? (failed ? ['QUEUED', 'SENT', 'UNDELIVERED'] : ['QUEUED', 'SENDING', 'SENT', 'DELIVERED', 'READ']) : ['RECEIVED'];
    return { ...blank(), attachments: attached(index === 0 && n === lines.length - 1 ? 0 : 1), id: randomUUID(), twilioSid: `SM${'0123456789abcdef'.repeat(2)}`, conversationId: conversation.id, contactId: conversation.contactId, sequence: n + 1, direction: out ? 'OUTBOUND' : 'INBOUND', channelType: conversation.channelType, from: out ? '+4915799900001' : conversation.number, to: out ? conversation.number : '+4915799900001', body, status, errorCode: failed ? '30003' : null, errorMessage: failed ? 'Unreachable destination handset' : null, price: out ? '-0.0075' : null, priceCurrency: out ? 'USD' : null, segments: 1, authorName: out ? 'Sam Okafor' : null, createdAt: iso(at), updatedAt: iso(at), statusHistory: path.map((step, k) => event(step, at + k * 1400, failed && k === 2 ? { errorCode: '30003', errorMessage: 'Unreachable destination handset' } : {})), attempts: out ? [{ number: 1, startedAt: iso(at), finishedAt: iso(at), outcome: 'TAKEN', providerMessageId: 'SM', detail: null }] : [] };
  });
}

/** One of each way that something attached is shown. */
function attached(n) {
  const file = { id: null, contentType: 'image/jpeg', fileName: null, size: null, url: 'https://api.example/1', thumbnailUrl: null, error: null };
  if (n !== 0) return [];
  return [
    { ...file, id: randomUUID(), state: 'STORED', fileName: 'desk.jpg', size: 482130, thumbnailUrl: '/media/t/thumbnail' },
    { ...file, id: randomUUID(), state: 'STORED', contentType: 'application/pdf', fileName: 'Delivery note for the standing desk, second attempt.pdf', size: 1482130 },
    { ...file, state: 'PENDING' },
    { ...file, state: 'FAILED', error: { code: '20003', message: 'Authenticate' } },
  ];
}

function blank() {
  return { mediaUrls: [], attachments: [], providerStatus: null, errorCode: null, errorMessage: null, price: null, priceCurrency: null, segments: 1, authorName: null, clientId: null, scheduledAt: null, sentAt: null, deliveredAt: null, readAt: null, metadata: {}, statusHistory: [], attempts: [] };
}

function event(status, at, extra = {}) {
  return { status, providerStatus: status.toLowerCase(), timestamp: iso(at), source: status === 'QUEUED' ? 'FRACTAL' : 'CALLBACK', errorCode: null, errorMessage: null, rawPayload: status === 'QUEUED' ? {} : { MessageSid: 'SM0123456789abcdef0123456789abcdef', MessageStatus: status.toLowerCase(), AccountSid: 'AC0123456789abcdef0123456789abcdef', From: '+4915799900001' }, ...extra };
}

function refresh(conversation, list) {
  const last = list.at(-1);
  Object.assign(conversation, { lastMessagePreview: last.body, lastMessageDirection: last.direction, lastMessageStatus: last.status, lastMessageAt: last.createdAt });
}

function row({ number, ...conversation }) {
  return { ...conversation };
}

function iso(at) {
  return new Date(at).toISOString();
}
