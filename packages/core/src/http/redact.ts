const keyPattern = /\b(sk_live_|sn_live_|whsec_|scp-live-)[\w+/=-]+/g;
const bearerPattern = /\b(Bearer )[\w.~+/=-]+/gi;
const queryPattern = /(https?:\/\/[^\s?#"']*)\?[^\s"']*/g;

/** Removes the given secrets, everything that looks like a key, and the queries of URLs from a text (C192). */
export function redact(text: string, secrets: readonly string[] = []): string {
  let redacted = text;
  for (const secret of secrets) if (secret !== '') redacted = redacted.replaceAll(secret, '[redacted]');
  return redacted
    .replace(queryPattern, '$1?[redacted]')
    .replace(keyPattern, '$1[redacted]')
    .replace(bearerPattern, '$1[redacted]');
}
