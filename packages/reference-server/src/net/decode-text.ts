/** Decodes a page by its byte-order mark, else by the charset of its header, else by the charset it declares. */
export function decodeText(bytes: Buffer, contentType: string): string {
  const charset = markedCharset(bytes) ?? charsetIn(contentType) ?? declaredCharset(bytes) ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function markedCharset(bytes: Buffer): string | undefined {
  if (bytes.length > 1 && bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length > 1 && bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes.length > 2 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    ? 'utf-8'
    : undefined;
}

const charsetIn = (text: string): string | undefined => /charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(text)?.[1];

/** Browsers search the first 1024 bytes. Some pages declare their charset later, so 4096 bytes are searched. */
function declaredCharset(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 4096).toString('latin1');
  const meta = charsetIn(/<meta[^>]{0,300}charset[^>]{0,100}>/i.exec(head)?.[0] ?? '');
  const charset = meta ?? /<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1];
  // A declaration that is readable as Latin-1 cannot be in a UTF-16 page.
  return charset?.toLowerCase().startsWith('utf-16') === true ? 'utf-8' : charset;
}
