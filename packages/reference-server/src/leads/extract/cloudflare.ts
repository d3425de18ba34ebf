/** Undoes Cloudflare's e-mail protection: in hexadecimal a key, then every byte combined with it. Null if it is none. */
export function decodeCloudflare(code: string): string | null {
  if (!/^(?:[0-9a-f]{2}){6,400}$/i.test(code)) return null;
  const [key = 0, ...bytes] = Buffer.from(code, 'hex');
  return Buffer.from(bytes.map((byte) => byte ^ key)).toString();
}

/** The code in a link to `/cdn-cgi/l/email-protection#…`, or null. */
export const cloudflareCode = (href: string): string | null =>
  /\/cdn-cgi\/l\/email-protection#([0-9a-f]+)/i.exec(href)?.[1] ?? null;
