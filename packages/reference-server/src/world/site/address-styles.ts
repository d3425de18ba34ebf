/** The ways in which websites show an address, from a plain link to obfuscation. */
const styles = {
  link: (email: string) => `<a href="mailto:${email}">${email}</a>`,
  'link-with-subject': (email: string) =>
    `<a href="mailto:${email}?subject=Request%20from%20the%20website">Write to us</a>`,
  'percent-encoded-link': (email: string) => `<a href="MAILTO:%20${email.replace('@', '%40')}">E-mail</a>`,
  text: (email: string) => `E-mail: ${email}.`,
  'upper-case': (email: string) => email.toUpperCase(),
  entities: (email: string) => Array.from(email, (letter) => `&#${letter.charCodeAt(0)};`).join(''),
  'hexadecimal-entities': (email: string) => email.replace('@', '&#x40;').replaceAll('.', '&period;'),
  'split-by-tags': (email: string) =>
    email.replace('@', '<span>&#64;</span>').replace('.test', '<b>.test</b>'),
  'zero-width': (email: string) => email.replace('@', '\u200B@\u200B'),
  brackets: (email: string) => email.replace('@', ' [at] ').replaceAll('.', ' [dot] '),
  parentheses: (email: string) => email.replace('@', '(at)').replace('.test', '(dot)test'),
  cloudflare: (email: string) =>
    `<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="${cloudflare(email)}">[email&#160;protected]</a>`,
  'json-ld': (email: string) =>
    `<script type="application/ld+json">{"@context":"https://schema.org","@type":"LocalBusiness","email":"mailto:${email}"}</script>`,
  microdata: (email: string) => `<meta itemprop="email" content="${email}">`,
  'data-attribute': (email: string) => `<span class="mail" data-email="${email}"></span>`,
  'data-parts': (email: string) =>
    `<span class="mail" data-user="${localPart(email)}" data-domain="${domainPart(email)}"></span>`,
  base64: (email: string) => `<span data-mail="${Buffer.from(email).toString('base64')}"></span>`,
  'right-to-left': (email: string) =>
    `<span style="unicode-bidi:bidi-override;direction:rtl">${Array.from(email).reverse().join('')}</span>`,
  script: (email: string) =>
    `<script>var m = '${localPart(email)}' + '@' + '${domainPart(email)}'; document.write(m);</script>`,
  'hidden-filler': (email: string) => email.replace('@', '<span style="display:none">-nospam-</span>@'),
} satisfies Readonly<Record<string, (email: string) => string>>;

export type AddressStyleName = keyof typeof styles;

export const addressStyleNames = Object.keys(styles) as AddressStyleName[];

/** Returns HTML that holds the address in a style. */
export const printAddress = (email: string, style: AddressStyleName): string => styles[style](email);

const localPart = (email: string): string => email.slice(0, email.indexOf('@'));
const domainPart = (email: string): string => email.slice(email.indexOf('@') + 1);

/** Encodes like Cloudflare's e-mail protection: a key byte, then each byte XOR the key. */
function cloudflare(email: string): string {
  const key = 0x5a;
  return Buffer.from([key, ...Buffer.from(email).map((byte) => byte ^ key)]).toString('hex');
}
