import { fromScrapenest } from './genuine.ts';
import { hmac, withHeaders } from './judge.ts';

const { headers, body, secret } = fromScrapenest;
export const id = headers['Svix-Id'] ?? '';
export const timestamp = headers['Svix-Timestamp'] ?? '';
export const signature = headers['Svix-Signature'] ?? '';
export const key = Buffer.from(secret.slice(6), 'base64');

/** Returns a signature of version 1 over the parts. */
export const signatureOf = (parts: readonly (string | Uint8Array)[], by: Buffer | string = key) =>
  `v1,${hmac(by, parts, 'base64')}`;

/** Returns the headers of a changed delivery with a valid signature. */
export const signedAs = (changes: {
  readonly id?: string;
  readonly timestamp?: string;
  readonly body?: Buffer;
}) => {
  const message = { id, timestamp, body, ...changes };
  return {
    'svix-id': message.id,
    'svix-timestamp': message.timestamp,
    'svix-signature': signatureOf([message.id, '.', message.timestamp, '.', message.body]),
  };
};

export const withSignature = (text: string) => withHeaders(fromScrapenest, { 'Svix-Signature': text });
