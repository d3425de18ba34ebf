import { describe, expect, test } from 'vitest';
import { extractEmails } from '../../../src/leads/extract.ts';

const site = 'https://www.harbordental.com/contact';
const find = (html: string): readonly string[] => extractEmails({ html, site }).emails;
const protectedBy = (key: number, email: string): string =>
  Buffer.from([key, ...Buffer.from(email).map((byte) => byte ^ key)]).toString('hex');

type Cases = readonly (readonly [what: string, html: string, ...emails: string[]])[];

const mailto: Cases = [
  ['a plain link', '<a href="mailto:info@harbordental.com">Write</a>', 'info@harbordental.com'],
  [
    'a subject',
    '<a href="mailto:info@harbordental.com?subject=Hello%20there">x</a>',
    'info@harbordental.com',
  ],
  ['upper-case scheme and domain', '<a href="MAILTO:Info@HarborDental.COM">x</a>', 'info@harbordental.com'],
  ['blanks around', '<a href=" mailto: info@harbordental.com ">x</a>', 'info@harbordental.com'],
  ['an encoded blank', '<a href="mailto:%20info@harbordental.com">x</a>', 'info@harbordental.com'],
  ['an encoded @', '<a href="mailto:info%40harbordental.com">x</a>', 'info@harbordental.com'],
  ['twice encoded', '<a href="mailto:info%2540harbordental.com">x</a>', 'info@harbordental.com'],
  ['everything encoded', '<a href="mailto:%69%6e%66%6f%40harbordental.com">x</a>', 'info@harbordental.com'],
  [
    'two recipients',
    '<a href="mailto:a@harbordental.com,b@harbordental.com">x</a>',
    'a@harbordental.com',
    'b@harbordental.com',
  ],
  [
    'recipients with a semicolon between them',
    '<a href="mailto:a@harbordental.com;b@harbordental.com">x</a>',
    'a@harbordental.com',
    'b@harbordental.com',
  ],
  [
    'cc and bcc',
    '<a href="mailto:a@harbordental.com?cc=b@harbordental.com&amp;bcc=c%40harbordental.com">x</a>',
    'a@harbordental.com',
    'b@harbordental.com',
    'c@harbordental.com',
  ],
  ['only a to header', '<a href="mailto:?to=info@harbordental.com&subject=x">x</a>', 'info@harbordental.com'],
  [
    'a display name',
    '<a href="mailto:Front%20Desk%20%3Cdesk@harbordental.com%3E">x</a>',
    'desk@harbordental.com',
  ],
  [
    'entities',
    '<a href="&#109;&#97;&#105;&#108;&#116;&#111;&#58;info&#64;harbordental&#46;com">x</a>',
    'info@harbordental.com',
  ],
  [
    'hexadecimal entities',
    '<a href="mailto:&#x69;&#x6e;&#x66;&#x6f;&#x40;harbordental.com">x</a>',
    'info@harbordental.com',
  ],
  ['two slashes', '<a href="mailto://info@harbordental.com">x</a>', 'info@harbordental.com'],
  ['no quotes', '<a href=mailto:info@harbordental.com>x</a>', 'info@harbordental.com'],
  ['a line break inside', '<a href="mail\nto:info@harbordental.com">x</a>', 'info@harbordental.com'],
  ['a plus tag', '<a href="mailto:info+web@harbordental.com">x</a>', 'info+web@harbordental.com'],
  ['an obfuscated target', '<a href="mailto:info[at]harbordental.com">x</a>', 'info@harbordental.com'],
  ['a form that mails', '<form action="mailto:forms@harbordental.com"></form>', 'forms@harbordental.com'],
  ['an image map', '<map><area href="mailto:map@harbordental.com"></map>', 'map@harbordental.com'],
  [
    'an SVG link',
    '<svg><a xlink:href="mailto:svg@harbordental.com"><text>x</text></a></svg>',
    'svg@harbordental.com',
  ],
  ['an unclosed tag', '<p><a href="mailto:info@harbordental.com">Write <b>now', 'info@harbordental.com'],
];

const text: Cases = [
  ['a sentence', '<p>Write to info@harbordental.com.</p>', 'info@harbordental.com'],
  ['parentheses', '<p>(info@harbordental.com)</p>', 'info@harbordental.com'],
  ['angle brackets', '<p>Harbor Dental &lt;info@harbordental.com&gt;</p>', 'info@harbordental.com'],
  ['quotation marks', `<p>'info@harbordental.com'</p>`, 'info@harbordental.com'],
  ['a colon before', '<p>Email:info@harbordental.com</p>', 'info@harbordental.com'],
  ['a full-width colon', '<p>邮箱：info@harbordental.com</p>', 'info@harbordental.com'],
  ['Chinese without blanks', '<p>邮箱info@harbordental.com联系</p>', 'info@harbordental.com'],
  [
    'a comma behind',
    '<p>info@harbordental.com, desk@harbordental.com</p>',
    'info@harbordental.com',
    'desk@harbordental.com',
  ],
  ['a glued-on word', '<p><span>info@harbordental.com</span><span>Phone</span></p>', 'info@harbordental.com'],
  ['a glued-on word without a tag', '<p>info@harbordental.comPhone: 555</p>', 'info@harbordental.com'],
  ['a glued-on sentence', '<p>info@harbordental.com.Call us</p>', 'info@harbordental.com'],
  [
    'a word in front, in its own tag',
    '<p><strong>Contact</strong>info@harbordental.com</p>',
    'info@harbordental.com',
  ],
  ['tags inside', '<p>info<b>@</b>harbordental<i>.com</i></p>', 'info@harbordental.com'],
  [
    'letter by letter',
    `<p>${Array.from('info@harbordental.com', (letter) => `<span>${letter}</span>`).join('')}</p>`,
    'info@harbordental.com',
  ],
  ['a comment inside', '<p>info<!-- no -->@<!-- robots -->harbordental.com</p>', 'info@harbordental.com'],
  ['a word-break hint', '<p>info@<wbr>harbordental<wbr>.com</p>', 'info@harbordental.com'],
  ['a soft hyphen', '<p>info@harbor&shy;dental.com</p>', 'info@harbordental.com'],
  ['zero-width characters', '<p>in\u200Bfo\u200B@\u2060harbordental.com</p>', 'info@harbordental.com'],
  ['decimal entities', '<p>info&#64;harbordental&#46;com</p>', 'info@harbordental.com'],
  ['named entities', '<p>info&commat;harbordental&period;com</p>', 'info@harbordental.com'],
  ['a full-width @', '<p>info＠harbordental.com</p>', 'info@harbordental.com'],
  ['a picture of an @', '<p>info<img src="/at.png" alt="@">harbordental.com</p>', 'info@harbordental.com'],
  [
    'a hidden filler',
    '<p>info<span style="display:none">-no-</span>@harbordental.com</p>',
    'info@harbordental.com',
  ],
  [
    'right to left',
    '<p><span style="unicode-bidi:bidi-override; direction: rtl;">moc.latnedrobrah@ofni</span></p>',
    'info@harbordental.com',
  ],
  [
    'right to left by a class',
    '<style>.r{unicode-bidi:bidi-override;direction:rtl}</style><p>Mail: <span class="r">moc.latnedrobrah@ofni</span></p>',
    'info@harbordental.com',
  ],
  ['backwards by a script', '<p class="rev">moc.latnedrobrah@ofni</p>', 'info@harbordental.com'],
  ['a word that people are meant to remove', '<p>info@NOSPAM.harbordental.com</p>', 'info@harbordental.com'],
  ['such a word in the local part', '<p>infoREMOVETHIS@harbordental.com</p>', 'info@harbordental.com'],
  [
    'a table',
    '<table><tr><td>Mail</td><td>info@harbordental.com</td><td>Fax</td></tr></table>',
    'info@harbordental.com',
  ],
  ['a line break', '<p>Harbor Dental<br>info@harbordental.com<br>555 0100</p>', 'info@harbordental.com'],
  ['a subdomain', '<p>info@mail.harbordental.com</p>', 'info@mail.harbordental.com'],
  ['a long suffix', '<p>team@harbor.co.uk</p>', 'team@harbor.co.uk'],
  ['an international domain', '<p>info@zahnarzt-müller.de</p>', 'info@xn--zahnarzt-mller-psb.de'],
  ['an apostrophe', "<p>pat.o'hara@harbordental.com</p>", "pat.o'hara@harbordental.com"],
  ['noscript', '<noscript>info@harbordental.com</noscript>', 'info@harbordental.com'],
  ['a text area', '<textarea>info@harbordental.com</textarea>', 'info@harbordental.com'],
  ['a page of plain text', 'info@harbordental.com', 'info@harbordental.com'],
  ['a repeated address', '<p>info@harbordental.com</p><p>INFO@harbordental.com</p>', 'info@harbordental.com'],
  ['text for screen readers', '<span class="sr-only">info@harbordental.com</span>', 'info@harbordental.com'],
  [
    'a menu that opens on a click',
    '<div class="dropdown-menu" style="display:none">info@harbordental.com</div>',
    'info@harbordental.com',
  ],
  [
    'shown on wide screens',
    '<div class="hidden md:block">info@harbordental.com</div>',
    'info@harbordental.com',
  ],
];

const obfuscated: Cases = [
  ['[at]', '<p>info [at] harbordental.com</p>', 'info@harbordental.com'],
  ['[at] and [dot]', '<p>info [at] harbordental [dot] com</p>', 'info@harbordental.com'],
  ['(at) and (dot)', '<p>info(at)harbordental(dot)com</p>', 'info@harbordental.com'],
  ['{at}', '<p>info{at}harbordental{dot}com</p>', 'info@harbordental.com'],
  ['<at>', '<p>info &lt;at&gt; harbordental.com</p>', 'info@harbordental.com'],
  ['AT and DOT', '<p>info AT harbordental DOT com</p>', 'info@harbordental.com'],
  ['at and dot', '<p>Mail info at harbordental dot com for help</p>', 'info@harbordental.com'],
  ['two dots', '<p>info at harbor dot co dot uk</p>', 'info@harbor.co.uk'],
  ['a dotted name', '<p>ann [dot] lee [at] harbordental [dot] com</p>', 'ann.lee@harbordental.com'],
  ['[@]', '<p>info[@]harbordental.com</p>', 'info@harbordental.com'],
  ['(a)', '<p>info(a)harbordental.com</p>', 'info@harbordental.com'],
  ['German (ät) and (punkt)', '<p>info (ät) harbordental (punkt) com</p>', 'info@harbordental.com'],
  ['Spanish arroba', '<p>info (arroba) harbordental (punto) com</p>', 'info@harbordental.com'],
  ['spoken Spanish', '<p>info arroba harbordental punto com</p>', 'info@harbordental.com'],
  ['Italian chiocciola', '<p>info [chiocciola] harbordental [punto] com</p>', 'info@harbordental.com'],
  ['French arobase', '<p>info (arobase) harbordental (point) com</p>', 'info@harbordental.com'],
  ['underscores', '<p>info_AT_harbordental_DOT_com</p>', 'info@harbordental.com'],
  ['bold brackets', '<p>info<b>[at]</b>harbordental<b>[dot]</b>com</p>', 'info@harbordental.com'],
  ['blanks around the @', '<p>info @ harbordental.com</p>', 'info@harbordental.com'],
  ['a blank before the @', '<p>info @harbordental.com</p>', 'info@harbordental.com'],
  ['a blank behind the @', '<p>info@ harbordental.com</p>', 'info@harbordental.com'],
  ['blanks around the @ and the dot', '<p>info @ harbordental . com</p>', 'info@harbordental.com'],
];

const attributes: Cases = [
  ['a link without a scheme', '<a href="info@harbordental.com">x</a>', 'info@harbordental.com'],
  [
    'a link to webmail',
    '<a href="https://mail.google.com/mail/?view=cm&to=info%40harbordental.com">x</a>',
    'info@harbordental.com',
  ],
  [
    'JSON for a script',
    `<div data-props='{"email":"info@harbordental.com"}'></div>`,
    'info@harbordental.com',
  ],
  [
    'Cloudflare',
    `<a class="__cf_email__" data-cfemail="${protectedBy(0x7c, 'info@harbordental.com')}">[email&#160;protected]</a>`,
    'info@harbordental.com',
  ],
  [
    'Cloudflare in a link',
    `<a href="/cdn-cgi/l/email-protection#${protectedBy(0x11, 'info@harbordental.com')}">x</a>`,
    'info@harbordental.com',
  ],
  [
    'Cloudflare with a subject',
    `<a href="/cdn-cgi/l/email-protection#${protectedBy(0x33, 'info@harbordental.com?subject=Hi')}">x</a>`,
    'info@harbordental.com',
  ],
  ['data-email', '<span data-email="info@harbordental.com"></span>', 'info@harbordental.com'],
  [
    'data-email in base64',
    `<span data-mail="${btoa('info@harbordental.com')}"></span>`,
    'info@harbordental.com',
  ],
  [
    'a mailto link in base64',
    `<span data-href="${btoa('mailto:info@harbordental.com')}"></span>`,
    'info@harbordental.com',
  ],
  ['a reversed attribute', '<span data-mail="moc.latnedrobrah@ofni"></span>', 'info@harbordental.com'],
  ['rot13', '<span data-enc="vasb@uneobeqragny.pbz"></span>', 'info@harbordental.com'],
  [
    'user and domain',
    '<span data-user="info" data-domain="harbordental.com"></span>',
    'info@harbordental.com',
  ],
  [
    'name, domain and suffix',
    '<span data-name="info" data-domain="harbordental" data-tld="com"></span>',
    'info@harbordental.com',
  ],
  ['data with (at)', '<span data-email="info(at)harbordental.com"></span>', 'info@harbordental.com'],
  ['microdata', '<meta itemprop="email" content="info@harbordental.com">', 'info@harbordental.com'],
  ['Open Graph', '<meta property="og:email" content="info@harbordental.com">', 'info@harbordental.com'],
  ['a caption', '<img alt="Mail us: info@harbordental.com" src="x.png">', 'info@harbordental.com'],
  ['a label', '<a aria-label="info@harbordental.com" href="#">x</a>', 'info@harbordental.com'],
  [
    'an event handler',
    `<a href="#" onclick="location.href='mailto:info@harbordental.com'">x</a>`,
    'info@harbordental.com',
  ],
  [
    'a handler in pieces',
    `<a onclick="go('mailto:' + 'info' + '@' + 'harbordental.com')">x</a>`,
    'info@harbordental.com',
  ],
  [
    'a javascript link',
    `<a href="javascript:location='mai'+'lto:info'+'@'+'harbordental.com'">x</a>`,
    'info@harbordental.com',
  ],
];

const scripts: Cases = [
  [
    'JSON-LD',
    '<script type="application/ld+json">{"@type":"Dentist","email":"info@harbordental.com"}</script>',
    'info@harbordental.com',
  ],
  [
    'JSON-LD with mailto',
    '<script type="application/ld+json">{"email":"mailto:info@harbordental.com"}</script>',
    'info@harbordental.com',
  ],
  [
    'JSON-LD in a graph',
    '<script type="application/ld+json">{"@graph":[{"contactPoint":{"email":"desk@harbordental.com"}}]}</script>',
    'desk@harbordental.com',
  ],
  [
    'JSON-LD of another domain',
    '<script type="application/ld+json">{"email":"harbordental@gmail.com"}</script>',
    'harbordental@gmail.com',
  ],
  [
    'JSON-LD with a mistake',
    '<script type="application/ld+json">{"email":"info@harbordental.com",}</script>',
    'info@harbordental.com',
  ],
  ['a string', '<script>var mail = "info@harbordental.com";</script>', 'info@harbordental.com'],
  [
    'strings put together',
    `<script>document.write('info' + '@' + 'harbordental' + '.com');</script>`,
    'info@harbordental.com',
  ],
  ['an escaped @', '<script>var m = "info\\u0040harbordental.com";</script>', 'info@harbordental.com'],
  [
    'an escaped tag in front',
    '<script>var m = "\\u003einfo@harbordental.com\\u003c";</script>',
    'info@harbordental.com',
  ],
  [
    'a line feed in front',
    '<script>var m = "Mail:\\ninfo@harbordental.com";</script>',
    'info@harbordental.com',
  ],
  [
    'a growing variable',
    `<script>var a = 'in' + 'fo' + '&#64;'; a = a + 'harbordental' + '&#46;' + 'com';</script>`,
    'info@harbordental.com',
  ],
  ['atob', `<script>x(atob("${btoa('info@harbordental.com')}"))</script>`, 'info@harbordental.com'],
  [
    'character codes',
    `<script>String.fromCharCode(${Array.from('info@harbordental.com', (letter) => letter.charCodeAt(0)).join(',')})</script>`,
    'info@harbordental.com',
  ],
  [
    'unescape',
    `<script>document.write(unescape('%69%6e%66%6f%40harbordental.com'))</script>`,
    'info@harbordental.com',
  ],
  [
    'a reversed string',
    `<script>"moc.latnedrobrah@ofni".split("").reverse().join("")</script>`,
    'info@harbordental.com',
  ],
  [
    'a joined list',
    `<script>var m = ['info', 'harbordental.com'].join('@');</script>`,
    'info@harbordental.com',
  ],
  [
    'framework data',
    '<script id="__NEXT_DATA__" type="application/json">{"props":{"email":"info@harbordental.com"}}</script>',
    'info@harbordental.com',
  ],
  [
    'CSS content',
    '<style>.m::before{content:"info" "@" "harbordental.com"}</style>',
    'info@harbordental.com',
  ],
  [
    'TYPO3',
    `<a href="javascript:linkTo_UnCryptMailto('ocknvq,kphqBjctdqtfgpvcn0eqo');">x</a>`,
    'info@harbordental.com',
  ],
];

describe.each([
  ['mailto links', mailto],
  ['text', text],
  ['obfuscated text', obfuscated],
  ['attributes', attributes],
  ['scripts and styles', scripts],
])('extractEmails finds addresses in %s', (_where, cases) => {
  test.each(cases)('such as: %s', (_what, html, ...emails) => {
    expect(find(html)).toEqual(emails);
  });
});

describe('the found addresses', () => {
  test('are in the order of the page, with the addresses of the site domain first', () => {
    const html = '<p>a@gmail.com b@harbordental.com c@agency.net d@mail.harbordental.com</p>';

    expect(find(html)).toEqual([
      'b@harbordental.com',
      'd@mail.harbordental.com',
      'a@gmail.com',
      'c@agency.net',
    ]);
  });
});

describe('addresses in reserved domains', () => {
  test('are found only with allowTestTlds', () => {
    const html = '<p>info@harbor.test</p>';

    expect(extractEmails({ html, site: 'http://harbor.test/' }).emails).toEqual([]);
    expect(extractEmails({ html, site: 'http://harbor.test/', allowTestTlds: true }).emails).toEqual([
      'info@harbor.test',
    ]);
  });
});
