const protectedCode =
  /(?:\/cdn-cgi\/l\/email-protection(?:#|%23)|data-cfemail=[\\"'\s]{0,4})((?:[0-9a-f]{2}){6,400})/gi;

/** Decodes Cloudflare's e-mail protection, a key byte and then each byte XOR the key in hexadecimal, or returns `''`. */
export function decodeCloudflare(code: string): string {
  if (!/^(?:[0-9a-f]{2}){6,400}$/i.test(code)) return '';
  const [key = 0, ...bytes] = Buffer.from(code, 'hex');
  return Buffer.from(bytes.map((byte) => byte ^ key)).toString();
}

/** Returns the texts of all protected links and elements in a text, such as HTML in an attribute or a script. */
export const cloudflareTexts = (text: string): string[] =>
  /email-protection|data-cfemail/i.test(text)
    ? Array.from(text.replaceAll('\\/', '/').matchAll(protectedCode), ([, code = '']) =>
        decodeCloudflare(code),
      )
    : [];
