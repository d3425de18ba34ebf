import { describe, expect, test } from 'vitest';
import { extractEmails } from '../../../src/leads/extract.ts';
import { namesIn } from '../../../src/leads/find-email/names-in.ts';
import { computingTimeMs } from '../../support/computing-time.ts';

const site = 'https://www.harbordental.com/';

/** Linear work takes some hundred milliseconds at most. A search that backtracks takes minutes. */
const LIMIT_MS = 5_000;

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
});
