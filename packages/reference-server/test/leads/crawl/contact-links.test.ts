import { expect, test } from 'vitest';
import { chooseLinks } from '../../../src/leads/crawl/choose-links.ts';
import { contactWords } from '../../../src/leads/crawl/page-words.ts';

const home = new URL('http://biz.test/');
const chosen = (html: string): string[] => chooseLinks(html, home).map(({ url }) => url.pathname);

/** What links to contact pages say. The addresses of the pages say nothing. */
const texts: readonly (readonly [language: string, text: string])[] = [
  ['Afrikaans', 'Kontak ons'],
  ['Albanian', 'Kontakti'],
  ['Arabic', 'اتصال'],
  ['Arabic, with a hamza', 'إتصل بنا'],
  ['Azerbaijani', 'ƏLAQƏ'],
  ['Basque', 'Kontaktatu'],
  ['Belarusian', 'Кантакты'],
  ['Bengali', 'যোগাযোগ'],
  ['Bosnian', 'Kontakt'],
  ['Bulgarian', 'Свържете се с нас'],
  ['Burmese', 'ဆက်သွယ်ရန်'],
  ['Catalan', "Contacta'ns"],
  ['Chinese', '联系我们'],
  ['Chinese, traditional', '聯絡我們'],
  ['Croatian', 'Kontaktirajte nas'],
  ['Czech', 'Kontaktujte nás'],
  ['Danish', 'Kontakt os'],
  ['Dutch', 'Neem contact op'],
  ['English, in full-width letters', 'ＣＯＮＴＡＣＴ'],
  ['English', 'Get in touch'],
  ['Estonian', 'Võta meiega ühendust'],
  ['Filipino', 'Makipag-ugnayan'],
  ['Finnish', 'Ota yhteyttä'],
  ['French', 'Nous contacter'],
  ['Georgian', 'კონტაქტი'],
  ['German', 'Nehmen Sie Kontakt auf'],
  ['Greek', 'Επαφή'],
  ['Greek, without accents', 'ΕΠΙΚΟΙΝΩΝΙΑ'],
  ['Gujarati', 'સંપર્ક'],
  ['Hebrew', 'צור קשר'],
  ['Hindi', 'हमसे संपर्क करें'],
  ['Hungarian', 'Kapcsolat'],
  ['Icelandic', 'Hafðu samband'],
  ['Indonesian', 'Hubungi'],
  ['Italian', 'Contatti'],
  ['Japanese', 'お問い合わせはこちら'],
  ['Kannada', 'ಸಂಪರ್ಕ'],
  ['Kazakh', 'Байланыс'],
  ['Khmer', 'ទំនាក់ទំនង'],
  ['Korean', '문의하기'],
  ['Kurdish', 'Têkilî'],
  ['Lao', 'ໜ້າຕິດຕໍ່'],
  ['Latvian', 'Sazinieties ar mums'],
  ['Lithuanian', 'Susisiekite su mumis'],
  ['Macedonian', 'Контакт'],
  ['Malay', 'Hubungi kami'],
  ['Maltese', 'Kuntatt'],
  ['Marathi', 'संपर्क'],
  ['Mongolian', 'Холбоо барих'],
  ['Nepali', 'सम्पर्क'],
  ['Norwegian', 'Kontakt oss'],
  ['Persian', 'تماس با ما'],
  ['Persian, with Arabic letters', 'درباره‌ي ما'],
  ['Polish', 'Skontaktuj się z nami'],
  ['Portuguese', 'Fale conosco'],
  ['Punjabi', 'ਰਾਬਤਾ'],
  ['Romanian', 'Contactați-ne'],
  ['Russian', 'Связаться с нами'],
  ['Serbian', 'Контакт'],
  ['Sinhala', 'සම්බන්ධ කරන්න'],
  ['Slovak', 'Kontaktujte nás'],
  ['Slovenian', 'Stik z nami'],
  ['Spanish', 'Contáctenos'],
  ['Swahili', 'Mawasiliano'],
  ['Swedish', 'Kontakta oss'],
  ['Tamil', 'தொடர்பு கொள்ள'],
  ['Telugu', 'సంప్రదించండి'],
  ['Thai', 'ติดต่อเรา'],
  ['Turkish', 'İrtibat'],
  ['Turkish, in capitals', 'İLETİŞİM'],
  ['Ukrainian', "Зв'яжіться з нами"],
  ['Urdu', 'رابطہ کریں'],
  ['Vietnamese', 'Liên hệ'],
  ['Vietnamese, in other code points', 'Lie\u0302n he\u0323\u0302'],
];

test.each(texts)('a link to a contact page is known in %s: %s', (_language, text) => {
  expect(chosen(`<a href="/p/2">X</a><a href="/p/1">${text}</a>`)).toEqual(['/p/1']);
});

test('the words come from kept sources for at least 40 languages', () => {
  expect(new Set(contactWords.map(([language]) => language)).size).toBeGreaterThanOrEqual(80);
  expect(contactWords.filter(([, words, sources]) => words === '' || !/^[BSWY]+$/.test(sources))).toEqual([]);
});

test.each([
  ['the description of a picture', '<a href="/p/1"><img src="k.png" alt="Kontakt"></a>'],
  ['the label for screen readers', '<a href="/p/1" aria-label="Contact"><i class="icon"></i></a>'],
  ['the path, without accents', '<a href="/lien-he.html">1</a>'],
  ['the path, percent-encoded', '<a href="/%E8%81%94%E7%B3%BB%E6%88%91%E4%BB%AC">1</a>'],
  ['the area of a map of pictures', '<map><area href="/p/1" alt="Contatti"></map>'],
  ['a frame', '<frameset><frame src="/p/1"></frameset>'],
  ['a vCard', '<a href="/p/card.vcf">Save</a>'],
])('a contact page is known by %s', (_what, html) => {
  expect(chosen(html)).toHaveLength(1);
});

test.each([
  ['a word that only begins like a short one', '<a href="/p/1">Sticker</a>'],
  [
    'a page about something else',
    '<a href="/p/1">قائمة الطعام</a><a href="/p/2">菜单</a><a href="/p/3">Меню</a>',
  ],
  ['a file', '<a href="/contact.pdf">Contact</a>'],
  ['another website', '<a href="http://agency.test/contact">Contact</a>'],
  ['the page itself', '<a href="/#contact">Contact</a>'],
])('%s is no link to a contact page', (_what, html) => {
  expect(chosen(html)).toEqual([]);
});

test('a contact page comes before the others, whatever the order of the links', () => {
  const html =
    '<a href="/datenschutz">Datenschutz</a><a href="/om-os">Om os</a><a href="/x">聯絡</a><a href="/team">Team</a>';

  expect(chosen(html)[0]).toBe('/x');
  expect(chosen(html)).toHaveLength(4);
});

test.each([
  ['a folder', '<base href="/en/"><a href="contact.html">Contact</a>', '/en/contact.html'],
  ['a URL', '<base href="http://www.biz.test/a/b.html"><a href="contact">Contact</a>', '/a/contact'],
  ['only a target', '<base target="_top"><a href="contact">Contact</a>', '/contact'],
  ['the first of two', '<base href="/en/"><base href="/de/"><a href="contact">Contact</a>', '/en/contact'],
  ['nonsense', '<base href="http://["><a href="contact">Contact</a>', '/contact'],
])('links are relative to the base (HTML, 4.2.3): %s', (_what, html, path) => {
  expect(chosen(html)).toEqual([path]);
});

test.each([
  ['http://sites.google.com/view/harbor', '/view/harbor/contact', '/view/other/contact'],
  ['http://sites.google.com/site/harbor/home', '/site/harbor/kontakt', '/intl/en/contact'],
  ['http://www.college.test/~harbor/', '/~harbor/contact.html', '/contact.html'],
])('a website below a path of a shared host ends there: %s', (page, own, foreign) => {
  const html = `<a href="${foreign}">Contact</a><a href="${own}">Contact</a>`;

  expect(chooseLinks(html, new URL(page)).map(({ url }) => url.pathname)).toEqual([own]);
});
