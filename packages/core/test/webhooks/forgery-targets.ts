import { fromScrapekit, fromScrapenest, fromScrapfly, fromScrupp, SENT, type Genuine } from './genuine.ts';
import { hmac } from './judge.ts';

/** A scheme to attack: its headers, its key, and a function that signs other bytes with the key. */
export interface Target {
  readonly name: string;
  readonly genuine: Genuine;
  readonly headers: { readonly signature: string; readonly timestamp?: string; readonly id?: string };
  readonly sign: (key: string | Buffer, message: Message) => string;
  readonly key: string | Buffer;
  /** Returns whether a changed signature header still contains the valid signature. */
  readonly holds: (text: string, signature: string) => boolean;
}

/** The content that a signature covers. */
export interface Message {
  readonly id: string;
  readonly timestamp: string;
  readonly body: Uint8Array;
}

const sameDigits = (text: string, signature: string) => text.toLowerCase() === signature.toLowerCase();

const hex = (key: string | Buffer, { timestamp, body }: Message) => hmac(key, [timestamp, '.', body]);

const alert = Buffer.from('{"type":"alert","description":"The quota of the project is used up: 100 %"}');

export const targets: readonly Target[] = [
  {
    name: 'scrapekit',
    genuine: fromScrapekit,
    headers: { signature: 'X-ScrapeKit-Signature', timestamp: 'X-ScrapeKit-Timestamp' },
    sign: hex,
    key: fromScrapekit.secret,
    holds: (text, signature) => text === signature,
  },
  {
    name: 'scrupp',
    genuine: fromScrupp,
    headers: { signature: 'X-Scrupp-Signature', timestamp: 'X-Scrupp-Timestamp' },
    sign: (key, message) => `sha256=${hex(key, message)}`,
    key: fromScrupp.secret,
    holds: (text, signature) => text.startsWith('sha256=') && sameDigits(text, signature),
  },
  {
    name: 'scrapenest',
    genuine: fromScrapenest,
    headers: { signature: 'Svix-Signature', timestamp: 'Svix-Timestamp', id: 'Svix-Id' },
    sign: (key, { id, timestamp, body }) => `v1,${hmac(key, [id, '.', timestamp, '.', body], 'base64')}`,
    key: Buffer.from(fromScrapenest.secret.slice(6), 'base64'),
    holds: (text, signature) => text.split(' ').includes(signature),
  },
  {
    name: 'scrapfly',
    genuine: { ...fromScrapfly, headers: { 'X-Scrapfly-Webhook-Signature': signatureOf(fromScrapfly) } },
    headers: { signature: 'X-Scrapfly-Webhook-Signature' },
    sign: (key, { body }) => hmac(key, [body]),
    key: fromScrapfly.secret,
    holds: sameDigits,
  },
  {
    name: "scrapfly's alert",
    genuine: {
      ...fromScrapfly,
      headers: {
        'X-Scrapfly-Webhook-Resource-Type': 'alert',
        'X-Scrapfly-Webhook-Timestamp': String(SENT),
        'X-Scrapfly-Webhook-Signature': hmac(fromScrapfly.secret, [`${SENT}.`, alert]),
      },
      body: alert,
    },
    headers: { signature: 'X-Scrapfly-Webhook-Signature', timestamp: 'X-Scrapfly-Webhook-Timestamp' },
    sign: hex,
    key: fromScrapfly.secret,
    holds: sameDigits,
  },
];

function signatureOf({ headers }: Genuine): string {
  return headers['X-Scrapfly-Webhook-Signature'] ?? '';
}

/** Returns the signed content of a genuine delivery. */
export const messageOf = ({ headers, body }: Genuine): Message => ({
  id: headers['Svix-Id'] ?? '',
  timestamp: String(SENT),
  body,
});
