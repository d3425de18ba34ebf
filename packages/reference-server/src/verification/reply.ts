/** One complete answer of an SMTP server. */
export interface Reply {
  readonly code: number;
  /** Everything behind the codes, its lines joined by blanks. */
  readonly text: string;
}

/** Joins the lines of one reply; null if they are no SMTP. */
export function parseReply(lines: readonly string[]): Reply | null {
  const parts = lines.map((line) => /^([2-5]\d\d)(?:[ -](.*))?$/.exec(line));
  const last = parts.at(-1);
  if (last === undefined || last === null || parts.includes(null)) return null;
  return { code: Number(last[1]), text: parts.map((part) => part?.[2] ?? '').join(' ') };
}

/** The enhanced status code of RFC 3463 wherever the server put it: at the start, or as `(#5.1.1)` at the end. */
export function enhancedCode({ text }: Reply): string {
  return /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)/.exec(text)?.[0] ?? '';
}
