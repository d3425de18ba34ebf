import { expect, test } from 'vitest';
import { parseSiteName } from '../../../src/leads/extract/site-name.ts';

const head = (inner: string) => `<!doctype html><html><head>${inner}</head><body><h1>Hi</h1></body></html>`;

test.each([
  ['a site name', '<meta property="og:site_name" content=" Harbor  Dental ">', 'Harbor Dental'],
  ['the part of a title that matches the domain', '<title>Home | Harbor Dental</title>', 'Harbor Dental'],
  ['a title with accents', '<title>Härbor Dental – Zahnärzte</title>', 'Härbor Dental'],
  ['the only part of a title', '<title>Smiles &amp; More</title>', 'Smiles & More'],
  ['no part of a title that does not match the domain', '<title>Welcome | Best prices</title>', undefined],
  ['nothing without a title', '', undefined],
  ['no sentence', `<title>${'word '.repeat(40)}</title>`, undefined],
])('the name of a website comes from %s', (_, inner, name) => {
  expect(parseSiteName(head(inner), 'www.harbor-dental.com')).toBe(name);
});

test('the title of an SVG is not the name of the site', () => {
  const html = '<title>Harbor Dental</title><svg><title>Menu</title></svg>';

  expect(parseSiteName(html, 'harbor-dental.com')).toBe('Harbor Dental');
});
