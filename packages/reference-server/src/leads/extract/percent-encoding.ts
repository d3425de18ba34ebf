/** Decodes runs of percent-encoded UTF-8. A lone percent sign is kept. */
export const decodePercent = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString());

/** Decodes percent-encoded UTF-8. Returns the text unchanged when any part of it is not valid. */
export function decodePercentOrKeep(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Decodes each byte as one character (Latin-1), like the function `unescape` of JavaScript. */
export const unescapePercent = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_byte, hex: string) => String.fromCharCode(parseInt(hex, 16)));
