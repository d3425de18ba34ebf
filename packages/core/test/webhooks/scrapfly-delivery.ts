import { fromScrapfly, type Genuine } from './genuine.ts';
import { hmac, type Change } from './judge.ts';

const { secret } = fromScrapfly;
export const UPPER = 'X-Scrapfly-Webhook-Signature';
export const LOWER = 'X-Scrapfly-Webhook-Signature-Lowercase';
export const SECRET = 'X-Scrapfly-Webhook-Secret';
export const TIMESTAMP = 'X-Scrapfly-Webhook-Timestamp';
export const TYPE = 'X-Scrapfly-Webhook-Resource-Type';

const { webhook } = fromScrapfly.source;
/** A scheme with a signature over the body and without the other headers. */
export const plain: Genuine = {
  ...fromScrapfly,
  source: {
    id: 'plain',
    webhook: {
      ...webhook,
      scheme: { kind: 'body-hmac', signatureHeaders: [{ name: UPPER, letters: 'upper' }] },
    },
  },
};

/** Creates a delivery of some bytes with a signature over other bytes. */
export const sending = (
  bytes: Uint8Array,
  signedBytes: readonly (string | Uint8Array)[],
  headers: Readonly<Record<string, string>> = {},
): Change => ({ body: bytes, headers: { [UPPER]: hmac(secret, signedBytes).toUpperCase(), ...headers } });
