/** How a provider proves that a delivery is its own. Chosen by configuration, never by the headers that came. */
export type WebhookScheme = HmacScheme | UnsignedScheme;

export interface HmacScheme {
  readonly kind: 'hmac';
  readonly signatureHeader: string;
  readonly timestampHeader: string;
  /** Printed before the digest, such as `sha256=`. */
  readonly prefix: string;
  /** Whether receivers accept capital hex digits. */
  readonly anyCase: boolean;
}

/** Nothing is signed: the delivery is a hint, and the job is looked up with the API key. */
export interface UnsignedScheme {
  readonly kind: 'unsigned';
}

export const TOLERANCE_SECONDS = 300;
