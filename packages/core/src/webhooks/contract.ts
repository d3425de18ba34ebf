import type { EventReading, UnsignedHeader } from '../webhook-event.ts';

/** The facts about a provider's webhooks that a receiver needs. */
export interface DeliveryContract {
  readonly scheme: WebhookScheme;
  /**
   * Parses the JSON body of a delivery. Throws when the provider sends no such body. An event without a job id is
   * accepted but never dispatched.
   */
  readonly parseEvent: (body: unknown, header: UnsignedHeader) => EventReading;
  /** Recognises, from the headers, a body that is a file and not JSON; returns undefined for any other body. */
  readonly recogniseFile?: (header: UnsignedHeader) => EventReading | undefined;
  /** The header of an unsigned request by which the provider tests whether the receiver answers. */
  readonly ping?: { readonly header: string; readonly value: string };
  /** Paths of keys that hold a signing secret. They are removed from every payload (F07). */
  readonly secretFields?: readonly (readonly string[])[];
  /** Whether only the delivery contains the job's result, so that the inbox must keep it. @default false */
  readonly bringsOutcome?: boolean;
  /** The longest time between two deliveries of one event, in seconds. @default 259 200, three days */
  readonly retentionSeconds?: number;
  /** @default 1 048 576 */
  readonly maxBodyBytes?: number;
}

/** The id and the webhooks of a provider. Every provider definition has both. */
export interface WebhookSource {
  readonly id: string;
  readonly webhook: DeliveryContract;
}

/** Returns whether a value has the parts of a provider's definition that verification uses. */
export function isWebhookSource(value: unknown): value is WebhookSource {
  const { id, webhook } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const { scheme, parseEvent } = (webhook ?? {}) as Readonly<Record<string, unknown>>;
  return typeof id === 'string' && typeof scheme === 'object' && typeof parseEvent === 'function';
}

/** How a provider signs deliveries. The definition selects the scheme; the headers of a delivery never do. */
export type WebhookScheme = HmacScheme | SvixScheme | BodyHmacScheme | UnsignedScheme;

/** HMAC-SHA256 in hex over the timestamp, a dot and the body. The UTF-8 bytes of the secret are the key. */
export interface HmacScheme {
  readonly kind: 'hmac';
  readonly signatureHeader: string;
  readonly timestampHeader: string;
  /** The text before the digest, such as `sha256=`. */
  readonly prefix: string;
  /** Whether receivers accept capital hex digits. */
  readonly anyCase: boolean;
}

/** HMAC-SHA256 in base64 over id, timestamp and body, in a list of versioned signatures (<https://docs.svix.com>). */
export interface SvixScheme {
  readonly kind: 'svix';
  /** The names that the headers may have. A receiver uses the first of which one is present, a sender the first. */
  readonly headers: readonly [SvixHeaders, ...SvixHeaders[]];
  /** The usual start of a secret. The rest is the key in base64. */
  readonly secretPrefix: string;
}

export interface SvixHeaders {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
}

/**
 * HMAC-SHA256 in hex over the body alone, before or after its Content-Encoding is removed, so that a delivery of any age
 * is accepted.
 */
export interface BodyHmacScheme {
  readonly kind: 'body-hmac';
  /** A receiver uses the first header that is present; a sender sends all of them. */
  readonly signatureHeaders: readonly [SignatureHeader, ...SignatureHeader[]];
  /** Deliveries that are signed with their timestamp. They report no job. */
  readonly alert?: AlertContract;
  /** A header that holds the secret itself, from an older edition. It is read only when no signature is present. */
  readonly secretHeader?: string;
}

/** The signature of an alert covers the text of the timestamp header and a dot before the body, so its age counts (F17). */
export interface AlertContract {
  readonly timestampHeader: string;
  /** The header with the type of a delivery. No delivery of another type than `type` is an alert. */
  readonly typeHeader: string;
  readonly type: string;
}

export interface SignatureHeader {
  readonly name: string;
  /** The case of the sender's hex digits. Receivers accept both. */
  readonly letters: 'upper' | 'lower';
}

/** The provider does not sign, so a delivery is a hint, and the job is read again with the API key. */
export interface UnsignedScheme {
  readonly kind: 'unsigned';
}
