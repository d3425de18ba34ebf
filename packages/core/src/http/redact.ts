const KEY_SHAPES = /\b(sk_live_|sn_live_|whsec_|scp-live-)[\w+/=-]+/g;
const BEARER = /\b(Bearer )[\w.~+/=-]+/gi;
const QUERY = /(https?:\/\/[^\s?#"']*)\?[^\s"']*/g;

/** Text that may be shown: known secrets, anything shaped like one, and query strings are cut out (C192). */
export function redact(text: string, secrets: readonly string[] = []): string {
  let shown = text;
  for (const secret of secrets) if (secret !== '') shown = shown.replaceAll(secret, '[redacted]');
  return shown
    .replace(QUERY, '$1?[redacted]')
    .replace(KEY_SHAPES, '$1[redacted]')
    .replace(BEARER, '$1[redacted]');
}
