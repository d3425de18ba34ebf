const bearerPattern = /\b(Bearer )[\w.~+/=-]+/gi;
const queryPattern = /(https?:\/\/[^\s?#"']*)\?[^\s"']*/g;

export interface RedactOptions {
  /** Texts that are removed wherever they occur. */
  readonly secrets: readonly string[];
  /** The texts with which keys begin, such as `sk_live_`. What follows one of them is removed. */
  readonly keyPrefixes: readonly string[];
}

/** Removes secrets from a text for a message or a log. */
export type Redact = (text: string) => string;

/** Creates a function that removes secrets, everything that looks like a key, and the queries of URLs (C192). */
export function createRedact({ secrets, keyPrefixes }: RedactOptions): Redact {
  const keyPatterns = keyPrefixes.map((prefix) => new RegExp(`\\b(${escapePattern(prefix)})[\\w+/=-]+`, 'g'));
  return (text) => {
    let redacted = text;
    for (const secret of secrets) if (secret !== '') redacted = redacted.replaceAll(secret, '[redacted]');
    redacted = redacted.replace(queryPattern, '$1?[redacted]');
    for (const pattern of keyPatterns) redacted = redacted.replace(pattern, '$1[redacted]');
    return redacted.replace(bearerPattern, '$1[redacted]');
  };
}

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
