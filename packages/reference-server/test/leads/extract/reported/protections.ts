import { cloudflare, codes, inverted, percent, reversed, rot13, shifted, typo3 } from './encode.ts';
import { info, type ReportedCase } from './reported-case.ts';

const joomla = (local: string, domain: string, text: string): string =>
  `<joomla-hidden-mail is-link="1" is-email="1" first="${btoa(local)}" last="${btoa(domain)}" text="${btoa(text)}" base="">protected</joomla-hidden-mail>`;

const backwards = (pieces: readonly string[]): string =>
  `<span class="eeb eeb-rtl" style="unicode-bidi:bidi-override;direction:rtl">${pieces
    .map((piece) => `<span class="eeb-sd">${piece}</span><span style="display:none">1700000000</span>`)
    .join('')}</span>`;

const shuffled = 'x78UC50DOygu4kZAGq+ei3TbMfcrNYmvP@62Lznt_dQwJWX91HaIRVKEF.s-SjholpB';
const inShuffled = (text: string): string =>
  Array.from(text, (letter) => shuffled.charAt(Array.from(shuffled).sort().indexOf(letter))).join('');
const letters = 'nhcdbetr.oailfm@';
const indices = Array.from(info, (letter) => String.fromCharCode(48 + letters.indexOf(letter))).join('');

/** Content management systems and their plugins. */
export const systems: readonly ReportedCase[] = [
  {
    what: 'Joomla 4 and 5 write each half in base64',
    report: 'acceptance set',
    html: `<p>Mail: ${joomla('info', 'harbordental.com', info)}</p>`,
    emails: [info],
  },
  {
    what: 'Joomla also protects a link with another text, and other domains',
    report: 'Joomla 4, plugin "emailcloak"',
    html: joomla('praxis', 'gmail.com', 'Write to us'),
    emails: ['praxis@gmail.com'],
  },
  {
    what: 'Joomla 3 puts the address together in a script',
    report: 'Joomla 3, plugin "emailcloak"',
    html: `<script>var prefix = '&#109;a' + 'i&#108;' + '&#116;o'; var addy1 = 'pr&#97;xis' + '&#64;';
      addy1 = addy1 + 'gm&#97;&#105;l' + '&#46;' + 'c&#111;m';</script>`,
    emails: ['praxis@gmail.com'],
  },
  {
    what: '"Email Protector" for Joomla cuts the address over the attributes of nested elements',
    report: 'Joomla, plugin "Email Protector"',
    html: `<span class="cloaked_email"><span data-ep-a="in" data-ep-b="l.com"><span data-ep-b="nta" data-ep-a="fo&#64;"><span data-ep-a="harbo" data-ep-b="rde"></span></span></span></span>
      <span class="cloaked_email"><span data-ep-aa1="desk@h" data-ep-bb2=".com"><span data-ep-aa1="arbor" data-ep-bb2="dental"></span></span></span>`,
    emails: [info, 'desk@harbordental.com'],
  },
  {
    what: 'TYPO3 shifts the link by a vector',
    report: 'acceptance set',
    html: '<a href="#" data-mailto-token="nbjmup+jogpAibscpsefoubm/dpn" data-mailto-vector="1">E-Mail</a>',
    emails: [info],
  },
  {
    what: 'TYPO3 uses other vectors, and signs such as an apostrophe stay',
    report: 'TYPO3 12, test of EmailLinkBuilder',
    html: `<a data-mailto-token="${typo3(-4, `mailto:${info}`)}" data-mailto-vector="-4">x</a>
      <a data-mailto-token="${typo3(3, "mailto:pat.o'hara@harbordental.com")}" data-mailto-vector="3">x</a>`,
    emails: [info, "pat.o'hara@harbordental.com"],
  },
  {
    what: 'older TYPO3 calls a function, with an encoded argument or a second one',
    report: 'networkteam/Networkteam.Neos.MailObfuscator#1',
    html: `<a href="javascript:linkTo_UnCryptMailto(%27${encodeURIComponent(typo3(2, `mailto:${info}`))}%27);">x</a>
      <a href="javascript:linkTo_UnCryptMailto('${typo3(-3, 'mailto:praxis@gmail.com')}',3);">x</a>`,
    emails: [info, 'praxis@gmail.com'],
  },
  {
    what: '"Email Encoder" for WordPress writes ROT13 with [at], also where another country has that suffix',
    report: 'verdigado/sunflower#402',
    html: `<a href="javascript:;" data-enc-email="vasb[at]uneobeqragny.pbz" class="mail-link"></a>
      <a href="javascript:;" data-enc-email="vasb[at]cebqhpgvba.se" class="mail-link"></a>`,
    emails: [info, 'info@production.fr'],
  },
  {
    what: '"Email Encoder" without scripts writes pieces backwards, with hidden digits between them',
    report: 'acceptance set',
    html: `<p>${backwards(['moc.l', 'atned', 'robra', 'h@ofn', 'i'])}</p><p>${backwards(['m', 'oc.latnedro', 'brah@ks', 'ed'])}</p>`,
    emails: [info, 'desk@harbordental.com'],
  },
  {
    what: '"Email Encoder" evaluates an escaped string',
    report: 'verdigado/sunflower#402',
    html: `<script>document.getElementById("eeb-7").innerHTML = eval(decodeURIComponent("${percent(`'${info}'`)}"))</script>`,
    emails: [info],
  },
  {
    what: '"Email Encoder" picks letters from a table',
    report: 'WordPress, plugin "Email Encoder"',
    html: `<script>(function() {var ml="${letters}",mi="${indices}",o="";for(var j=0,l=mi.length;j<l;j++) {o+=ml.charAt(mi.charCodeAt(j)-48);}}());</script>`,
    emails: [info],
  },
  {
    what: '"Encode Shortcode" shuffles the alphabet',
    report: 'julien-jacob/encode-shortcode, README',
    html: `<script>var a="${shuffled}";var b=a.split("").sort().join("");var c="${inShuffled('praxis@gmail.com')}";var d="";</script>`,
    emails: ['praxis@gmail.com'],
  },
  {
    what: '"CryptX" shifts each character, by one or by a digit in front of it',
    report: 'WordPress, plugin "CryptX"',
    html: `<a href="javascript:DeCryptX('${shifted(1, info)}')">x</a>
      <a href="javascript:DeCryptX('${Array.from('praxis@gmail.com', (sign, at) => `${at % 4}${shifted(at % 4, sign)}`).join('')}')">x</a>`,
    emails: [info, 'praxis@gmail.com'],
  },
  {
    what: 'a theme decodes base64, ROT13 or reversed text in the link on load',
    report: 'acceptance set',
    html: `<a href="mailto:aW5mb0BoYXJib3JkZW50YWwuY29t">x</a><a href="mailto:${reversed('desk@harbordental.com')}">x</a>
      <a href="mailto:${rot13('post@harbordental.com')}?subject=Hi">x</a><a href="${reversed('mailto:praxis@gmail.com')}">x</a>`,
    emails: [info, 'desk@harbordental.com', 'post@harbordental.com', 'praxis@gmail.com'],
  },
  {
    what: 'a theme turns the text of an attribute over',
    report: 'verdigado/sunflower#402',
    html: `<a href="#" data-unscramble="moc.latneDrobraH@ofnI">x</a><a data-mail-to="${reversed(btoa('desk@harbordental.com'))}">x</a>`,
    emails: [info, 'desk@harbordental.com'],
  },
  {
    what: '"Obfuscate Email" for Drupal writes the signs as words in ROT13',
    report: 'Drupal, module "Obfuscate Email", README',
    html: '<a data-mail-to="vasb/ng/uneobeqragny/qbg/pbz">Email</a>',
    emails: [info],
  },
  {
    what: '"SpamSpan" for Drupal writes words between elements',
    report: 'Drupal, module "SpamSpan"',
    html: '<span class="spamspan"><span class="u">info</span> <b>[at]</b> <span class="d">harbordental [dot] com</span></span>',
    emails: [info],
  },
  {
    what: 'platforms of utilities and crafts write inverted bytes or codes of characters',
    report: 'platform GIPS of German utilities',
    html: `<a data-encrypted href="mailto:${inverted(info)}">x</a><a data-q-uncrypt="${codes('desk@harbordental.com')}">x</a>`,
    emails: [info, 'desk@harbordental.com'],
  },
  {
    what: 'text in ROT13 or backwards counts when it names the site',
    report: 'spencermortensen.com, Email obfuscation',
    html: `<p class="enc">${rot13(info)}</p><p>${rot13('praxis@gmail.com')}</p>`,
    emails: [info],
  },
];

/** An address that is cut over the attributes of one element. */
export const cutOver: readonly ReportedCase[] = [
  {
    what: 'a name, a domain and a suffix',
    report: 'spencermortensen.com, Email obfuscation',
    html: '<span data-name="info" data-domain="harbordental" data-tld="com"></span><span data-part1="desk" data-part2="harbordental" data-part3="com"></span>',
    emails: [info, 'desk@harbordental.com'],
  },
  {
    what: 'each piece backwards or in base64',
    report: 'verdigado/sunflower#402',
    html: `<span data-user="ofni" data-website="moc.latnedrobrah"></span><span data-user="${btoa('praxis')}" data-domain="${btoa('gmail.com')}"></span>`,
    emails: [info, 'praxis@gmail.com'],
  },
  {
    what: 'pieces that are cut anywhere',
    report: 'lawzava/emailscraper#4',
    html: '<span data-m1="in" data-m2="fo@harbor" data-m3="dental.com"></span><span data-mail-a="de" data-mail-b="sk@harborden" data-mail-c="tal.com"></span>',
    emails: [info, 'desk@harbordental.com'],
  },
  {
    what: 'attributes of an element of the site',
    report: 'lawzava/emailscraper#4',
    html: '<email-link user="info" domain="harbordental.com"></email-link>',
    emails: [info],
  },
  {
    what: 'statistics, galleries, numbers and profiles are no pieces of an address',
    report: 'lawzava/emailscraper#4',
    html: `<script src="https://stats.net/x.js" data-domain="harbordental.com" data-name="gallery"></script><p data-id="12" data-site="harbordental.com"></p>
      <p data-name="gallery" data-domain="harbordental.com"></p><a data-user="harbordental" data-site="instagram.com"></a>`,
    emails: [],
  },
  {
    what: 'letters that are cut over tags are one word for a reader',
    report: 'lawzava/emailscraper#6',
    html: '<p>Mail: <span>in</span><span>fo</span>@harbordental.co<span>m</span></p><p>Write to our team<a>jane@harbordental.com</a></p>',
    emails: [info, 'jane@harbordental.com'],
  },
];

const code = cloudflare(0x5a, info);

/** Brackets, links, Cloudflare, other scripts and structured data. */
export const forms: readonly ReportedCase[] = [
  {
    what: 'the bracket closes behind the suffix',
    report: 'acceptance set',
    html: '<p>info[@]harbordental[.com]</p>',
    emails: [info],
  },
  {
    what: 'brackets around the dot alone, also behind a plain sign',
    report: 'pedramamini/iocextract#22',
    html: '<p>info@harbordental[.]com</p><p>desk(at)harbordental(.com)</p><p>post[@]harbor[.co.uk]</p>',
    emails: [info, 'desk@harbordental.com', 'post@harbor.co.uk'],
  },
  {
    what: 'a bracket behind a whole address belongs to the text',
    report: 'pedramamini/iocextract#22',
    html: '<p>info@harbordental.com (.pdf)</p>',
    emails: [info],
  },
  {
    what: 'full-width brackets and letters of East Asian texts',
    report: 'Unicode, block Halfwidth and Fullwidth Forms',
    html: '<p>info（at）harbordental.com</p><p>desk【at】harbordental【dot】com</p><p>ｐｏｓｔ＠ｈａｒｂｏｒｄｅｎｔａｌ．ｃｏｍ</p><p>team（アット）harbordental（ドット）com</p>',
    emails: [info, 'desk@harbordental.com', 'post@harbordental.com', 'team@harbordental.com'],
  },
  {
    what: 'names of the sign in other languages',
    report: 'Unicode CLDR 48, annotations of "@" and "."',
    html: '<p>info (małpa) harbordental (kropka) com</p><p>desk(собака)harbordental(точка)com</p><p>post zavináč harbordental tečka com</p>',
    emails: [info, 'desk@harbordental.com', 'post@harbordental.com'],
  },
  {
    what: 'Cloudflare protects links inside of attributes and scripts',
    report: 'Anorov/cloudflare-scrape#109',
    html: `<p data-href="/cdn-cgi/l/email-protection#${code}"></p><p title='<span data-cfemail="${cloudflare(9, 'desk@harbordental.com')}">[email protected]</span>'></p>
      <p data-p='{"h":"<a href=\\"\\/cdn-cgi\\/l\\/email-protection#${cloudflare(0xf0, 'post@harbordental.com')}\\">"}'></p>
      <script>t='<a href="/cdn-cgi/l/email-protection#${cloudflare(7, 'praxis@gmail.com')}">'</script>`,
    emails: [info, 'desk@harbordental.com', 'post@harbordental.com', 'praxis@gmail.com'],
  },
  {
    what: 'Cloudflare also protects what is no address',
    report: 'codemanki/cloudscraper#41',
    html: `<a href="/cdn-cgi/l/email-protection#${cloudflare(0x51, 'IDOLM@STER')}">x</a>`,
    emails: [],
  },
  {
    what: 'an editor adds a scheme or a path in front of "mailto:", or spells it wrong',
    report: 'marcantondahmen/automad#188',
    html: `<a href="http://mailto:info@harbordental.com">x</a><a href="mailto:mailto:desk@harbordental.com">x</a><a href="/contact/mailto:post@harbordental.com">x</a>
      <a href="mail to:team@harbordental.com">x</a><a href="maito:help@harbordental.com">x</a>`,
    emails: ['info', 'desk', 'post', 'team', 'help'].map((name) => `${name}@harbordental.com`),
  },
  {
    what: 'a link to a mailbox of the site as if it were a website',
    report: 'marcantondahmen/automad#188',
    html: '<a href="http://info@harbordental.com">x</a><a href="http://anna@intranet.net">x</a><a href="https://bob:pw@harbordental.com">x</a>',
    emails: [info],
  },
  {
    what: 'the name and the domain in another script, plain and in a link',
    report: 'RFC 6531',
    html: '<p>Пишите: Инфо@Пример.рф.</p><a href="mailto:%D0%BF%D0%BE%D1%87%D1%82%D0%B0@%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.%D1%80%D1%84">x</a><p>用户@例子.中国 info@пример.рф</p>',
    emails: [
      'инфо@xn--e1afmkfd.xn--p1ai',
      'почта@xn--e1afmkfd.xn--p1ai',
      '用户@xn--fsqu00a.xn--fiqs8s',
      'info@xn--e1afmkfd.xn--p1ai',
    ],
  },
  {
    what: 'a word in another script in front of a domain in Latin letters, or run together with a label',
    report: 'RFC 6531',
    html: '<p>почта@harbordental.com</p><p>邮箱用户@例子.中国</p>',
    emails: [],
  },
  {
    what: 'the answers of a FAQ in JSON-LD',
    report: 'schema.org, FAQPage',
    html: `<script type="application/ld+json">{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"How do I reach you?","acceptedAnswer":{"@type":"Answer",
      "text":"<p>Write to <a href=\\"mailto:info@harbordental.com\\">us</a> or desk [at] harbordental.com</p>"}}]}</script>`,
    emails: [info, 'desk@harbordental.com'],
  },
  {
    what: 'profiles and users of servers in JSON-LD',
    report: 'schema.org, sameAs',
    html: '<script type="application/ld+json">{"sameAs":["https://medium.com/@harbor.dental","https://user@host.com/x"]}</script>',
    emails: [],
  },
];
