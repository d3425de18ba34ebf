/** A complete SMTP reply. */
export interface Reply {
  readonly code: number;
  /** The lines without their codes, joined by spaces. */
  readonly text: string;
}

/** Parses the lines of one reply, or returns null when they are malformed. */
export function parseReply(lines: readonly string[]): Reply | null {
  const parts = lines.map((line) => /^([2-5]\d\d)(?:[ -](.*))?$/.exec(line));
  const last = parts.at(-1);
  if (last === undefined || last === null || parts.includes(null)) return null;
  return { code: Number(last[1]), text: parts.map((part) => part?.[2] ?? '').join(' ') };
}

/** Returns the enhanced status code (RFC 3463) from anywhere in the text, such as `(#5.1.1)` at the end, or `''`. */
export function enhancedCode({ text }: Reply): string {
  return /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)/.exec(text)?.[0] ?? '';
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Decodes the bytes of a reply, one character a byte in `line`, as UTF-8, and as Latin-1 when they are not UTF-8. */
export function decodeLine(line: string): string {
  if (/^[\x00-\x7F]*$/.test(line)) return line;
  try {
    return utf8.decode(Buffer.from(line, 'latin1'));
  } catch {
    return line;
  }
}
