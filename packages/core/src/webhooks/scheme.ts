/** How a provider proves that a delivery is its own. Chosen by configuration, never by the headers that came. */
export type WebhookScheme = HmacScheme | SvixScheme | BodyHmacScheme | UnsignedScheme;

/** HMAC-SHA256 in hex over the timestamp's text, a dot and the body; the key is the secret's own text. */
export interface HmacScheme {
  readonly kind: 'hmac';
  readonly signatureHeader: string;
  readonly timestampHeader: string;
  /** Printed before the digest, such as `sha256=`. */
  readonly prefix: string;
  /** Whether receivers accept capital hex digits. */
  readonly anyCase: boolean;
}

/** HMAC-SHA256 in base64 over id, timestamp and body, in a list of versioned signatures. */
export interface SvixScheme {
  readonly kind: 'svix';
  /** The brands of the headers `id`, `timestamp` and `signature`; the first that came is read, the first listed is sent. */
  readonly headerPrefixes: readonly [string, ...string[]];
  /** What a secret starts with; the base64 text after it is the key. */
  readonly secretPrefix: string;
}

/** HMAC-SHA256 in hex over the body alone, as given or without its Content-Encoding. Nothing limits its age. */
export interface BodyHmacScheme {
  readonly kind: 'body-hmac';
  /** The first that came is read; all are sent. */
  readonly signatureHeaders: readonly [SignatureHeader, ...SignatureHeader[]];
  /** Where it comes, the signature may cover its text and a dot before the body, and then it ages. */
  readonly timestampHeader?: string;
  /** An older edition: the secret itself, believed only if no signature header came. */
  readonly secretHeader?: string;
}

export interface SignatureHeader {
  readonly name: string;
  /** How the sender prints hex digits; receivers accept both. */
  readonly letters: 'upper' | 'lower';
}

/** Nothing is signed: the delivery is a hint, and the job is looked up with the API key. */
export interface UnsignedScheme {
  readonly kind: 'unsigned';
}
