import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseLinks } from '../../../src/leads/crawl/choose-links.ts';
import { extractEmails } from '../../../src/leads/extract.ts';
import { parseSiteName } from '../../../src/leads/extract/site-name.ts';
import { namesIn } from '../../../src/leads/find-email/names-in.ts';
import { toPlainText } from '../../../src/leads/plain-text.ts';
import { computingTimeMs } from '../../support/computing-time.ts';

const site = 'https://www.harbordental.com/';

/** Linear work takes some hundred milliseconds at most. A search that backtracks takes minutes. */
const LIMIT_MS = 5_000;
/** For one function on a page of the largest size, which takes it less than half of a second. */
const LARGE_LIMIT_MS = 2_000;

describe('pages that attack the extractor', () => {
  test.each([
    ['one endless name', 'a'.repeat(400_000)],
    ['one endless name before an @', `${'a.'.repeat(200_000)}@`],
    ['one endless domain', `x@${'a.'.repeat(200_000)}`],
    ['capitals', 'A'.repeat(400_000)],
    ['capital words', 'Anna '.repeat(80_000)],
    ['tags that never end', '<a href="'.repeat(50_000)],
    ['scripts that never end', '<script>'.repeat(50_000)],
    ['comments that never end', '<!--'.repeat(100_000)],
    ['lesser-than signs', '< '.repeat(200_000)],
    ['attributes without values', `<p ${'a '.repeat(200_000)}>`],
    ['equals signs', `<p ${'= '.repeat(200_000)}>`],
    ['empty elements', '<div></div>'.repeat(40_000)],
    ['nothing but @', '@'.repeat(400_000)],
    ['@ and dots', '@a.'.repeat(130_000)],
    ['spoken words', 'a at b dot '.repeat(40_000)],
    ['brackets', '[at]'.repeat(100_000)],
    ['open brackets', '[ '.repeat(200_000)],
    ['blanks', `a${' '.repeat(400_000)}@ b`],
    ['nested elements', '<div><span>'.repeat(40_000)],
    ['hidden nested elements', '<p style="display:none">'.repeat(40_000)],
    ['styles without end', '<style>'.repeat(50_000)],
    ['style rules', `<style>${'.a{color:red}'.repeat(30_000)}</style>`],
    ['a long script of quotes', `<script>${`'+'`.repeat(100_000)}</script>`],
    ['a script of escapes', `<script>${'\\u0041'.repeat(60_000)}</script>`],
    ['a script of assignments', `<script>${'a='.repeat(100_000)}</script>`],
    ['a script of sums', `<script>x='1';${'a+b+'.repeat(60_000)}</script>`],
    ['a script of template expressions', `<script>x='1';${'${ '.repeat(80_000)}</script>`],
    ['a script of spaces', `<script>x = '1' ${' '.repeat(300_000)}+</script>`],
    ['a script of identifiers', `<script>x='1';${'a'.repeat(300_000)}</script>`],
    ['a script of opening brackets', `<script>${'atob("'.repeat(50_000)}${"['".repeat(50_000)}</script>`],
    ['a deep JSON-LD', `<script type="application/ld+json">${'['.repeat(100_000)}</script>`],
    ['attributes', `<p ${'data-a="x@" '.repeat(30_000)}>`],
    ['percent signs', `<a href="mailto:${'%41'.repeat(100_000)}">`],
    ['colons and slashes', `${'://'.repeat(60_000)}a@b.com`],
    ['back-to-front runs', `<b style="unicode-bidi:bidi-override;direction:rtl">${'x'.repeat(300_000)}</b>`],
    ['comments', '<!-- a@'.repeat(50_000)],
    ['nested reversals', '<b style="unicode-bidi:bidi-override;direction:rtl">ab'.repeat(5_000)],
  ])('are processed in time: %s', (_what, html) => {
    const tookMs = computingTimeMs(() => {
      extractEmails({ html, site });
      namesIn(html);
    });

    expect(tookMs).toBeLessThan(LIMIT_MS);
  });

  const million = 1_000_000;
  test.each([
    ['inline tags that stay open', '<b>'.repeat(million)],
    ['inline end tags', '</b>'.repeat(250_000)],
    ['inline tags with text', '<i>x'.repeat(250_000)],
    ['pictures', '<svg>'.repeat(200_000)],
    ['links', '<a href=/contact>'.repeat(130_000)],
    ['attributes of one element', `<p ${'a '.repeat(million)}>`],
    ['attributes with different names', `<p ${numbered(100_000, (n) => `a${n}=b@`)}>`],
    ['scripts', '<script>"@"</script>'.repeat(50_000)],
    [
      'scripts for TYPO3',
      numbered(6, () => `<script>${`UnCryptMailto('${'a'.repeat(380)}')`.repeat(1_250)}</script>`),
    ],
    ['closed brackets of JSON-LD', jsonLd('['.repeat(million) + ']'.repeat(million))],
    ['objects of JSON-LD', jsonLd('{"a":'.repeat(400_000) + '1' + '}'.repeat(400_000))],
    ['addresses of JSON-LD', jsonLd(`{"email":[${'"a@b.com",'.repeat(100_000)}1]}`)],
    ['unknown end tags in 4,000 elements', '<div>'.repeat(4_000) + '</x>'.repeat(700_000)],
    ['unknown end tags in 4,000 inline elements', '<b>'.repeat(4_000) + '</p>'.repeat(700_000)],
    ['URLs with a user', '://a@b.com'.repeat(300_000)],
    ['blanks in the title', `<title>a${' '.repeat(million)}</title>`],
    ['hidden elements', '<b hidden>'.repeat(150_000)],
    ['different addresses', numbered(60_000, (n) => `a${n}@b${n}.com`)],
  ])('of the largest size are processed in time: %s', (_what, html) => {
    const times = readers.map((read) => computingTimeMs(() => read(html)));

    expect(Math.max(...times)).toBeLessThan(LARGE_LIMIT_MS);
  });

  test('do not hide the addresses before the attack', () => {
    const html = `<p>info@harbordental.com</p>${'<b>'.repeat(million)}`;

    expect(extractEmails({ html, site }).emails).toEqual(['info@harbordental.com']);
  });

  test('may be any sequence of repeated fragments', () => {
    const fragment = fc.constantFrom(...fragments);
    const run = fc.tuple(fragment, fc.integer({ min: 1, max: 30_000 }));

    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 6 }), (runs) => {
        const html = runs.map(([text, count]) => text.repeat(count)).join('');
        for (const read of readers) read(html);
      }),
      { numRuns: 25, seed: 20261128 },
    );
  });
});

/** The functions that read the HTML of a website. */
const readers: readonly ((html: string) => unknown)[] = [
  (html) => extractEmails({ html, site }),
  (html) => chooseLinks(html, new URL(site)),
  (html) => parseSiteName(html, 'www.harbordental.com'),
  namesIn,
  toPlainText,
];

const numbered = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

const jsonLd = (json: string): string => `<script type="application/ld+json">${json}</script>`;

const fragments = [
  ...[
    '<b>',
    '</b>',
    '<div>',
    '</div>',
    '<p hidden>',
    '<br>',
    '<svg>',
    '</svg>',
    '<a href="/contact">',
    '</a>',
  ],
  ...['<script>', '</script>', '<style>', '</style>', '<title>', '<!--', '-->', '<table><tr><td>', '</x>'],
  ...[
    'a@b.com ',
    '@',
    ' dot ',
    '[at]',
    'a',
    ' ',
    '\n',
    '"',
    "'",
    '<',
    '&#64;',
    '\u0000',
    '\ud800',
    '{"email":"',
    '[',
  ],
];
