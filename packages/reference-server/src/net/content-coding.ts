/** How a body is compressed. `zlib` is what HTTP calls deflate; `deflate` is the same without its header. */
export type Coding = 'gzip' | 'zlib' | 'deflate' | 'br' | 'zstd';

export interface DeclaredCoding {
  /** One coding of the Content-Encoding header in lower case, or `''`. */
  readonly declared: string;
  /** True when the body is text once it is decompressed. */
  readonly isText: boolean;
}

/**
 * Returns how the bytes that begin a body are compressed, or null when they are not. Gzip, zlib and zstd are known by
 * their first bytes, whatever the header says. The header of an answer that a proxy or a plugin has compressed or
 * decompressed is often wrong, doubled or missing.
 */
export function codingOf(head: Buffer, { declared, isText }: DeclaredCoding): Coding | null {
  if (head.length === 0) return null;
  const known = declared === 'x-gzip' ? 'gzip' : declared;
  const isDeclared = ['gzip', 'deflate', 'br', 'zstd'].includes(known);
  if (!isDeclared && !isText) return null;
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head.subarray(0, 4).equals(zstdMagic)) return 'zstd';
  if (hasZlibHeader(head) && (isDeclared || !looksLikeText(head))) return 'zlib';
  if (looksLikeText(head)) return null;
  if (known === 'deflate') return 'deflate';
  return known === 'br' ? 'br' : null;
}

const zstdMagic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** The method deflate with a window of at most 32 kB, and a checksum (RFC 1950, 2.2). */
const hasZlibHeader = ([first = 0, second = 0]: Buffer): boolean =>
  (first & 0x0f) === 8 && first >> 4 <= 7 && (first * 256 + second) % 31 === 0;

/** Markup, JSON or words begin the body. Compressed data begins so in one of thirty thousand cases. */
const looksLikeText = (head: Buffer): boolean =>
  /^(?:\xEF\xBB\xBF)?\s*(?:[<{["][\t\n\r\x20-\x7E]*|[\w ,.:-]+|)$/.test(head.toString('latin1'));
