import { expect, test } from 'vitest';
import { readSiteName } from '../../../src/leads/extract/site-name.ts';

const head = (inner: string) => `<!doctype html><html><head>${inner}</head><body><h1>Hi</h1></body></html>`;

test.each([
  ['a site name', '<meta property="og:site_name" content=" Harbor  Dental ">', 'Harbor Dental'],
  ['the part of a title the domain repeats', '<title>Home | Harbor Dental</title>', 'Harbor Dental'],
  ['accents aside', '<title>Härbor Dental – Zahnärzte</title>', 'Härbor Dental'],
  ['the only part of a title', '<title>Smiles &amp; More</title>', 'Smiles & More'],
  ['no part of a title that nothing ties to the domain', '<title>Welcome | Best prices</title>', undefined],
  ['nothing without a title', '', undefined],
  ['no sentence', `<title>${'word '.repeat(40)}</title>`, undefined],
])('a website is called by %s', (_, inner, name) => {
  expect(readSiteName(head(inner), 'www.harbor-dental.com')).toBe(name);
});

test('the title of a drawing is not taken for the name', () => {
  const html = '<title>Harbor Dental</title><svg><title>Menu</title></svg>';

  expect(readSiteName(html, 'harbor-dental.com')).toBe('Harbor Dental');
});
