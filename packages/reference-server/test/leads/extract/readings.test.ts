import { domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extractEmails } from '../../../src/leads/extract.ts';
import { parseEmail } from '../../../src/verification/parse-email.ts';

/** `PROPERTY_RUNS=30000` tries more pages than a run of all tests has time for. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 1_000);

const tokens = [
  ...['info', 'jane', 'roe', 'harbordental', 'joes', 'com', 'de', 'co.uk', 'www', 'mustermann', 'x', '7'],
  ...[
    '.',
    '.',
    '@',
    '@',
    ' ',
    ' ',
    '-',
    '_',
    ',',
    ':',
    '/',
    '*',
    '|',
    '=',
    '?',
    '!',
    '•',
    "'",
    '"',
    '%40',
    '&#64;',
  ],
  ...[
    '[at]',
    '(at)',
    '(a)',
    '[dot]',
    '[.]',
    '（at）',
    ' at ',
    ' dot ',
    '-at-',
    '_at_',
    '_dot_',
    '|at|',
    ' @ ',
  ],
  ...['<b>', '</b>', '<br>', '{', '}', '\\n', '\\u003e', 'u003e', 'mailto:', '://'],
  ...['info@harbordental.com', '@harbor.dental', 'Contact', 'section', ' us ', 'info@', '.com', '中'],
];

/** The ways in which a person may read a page. Each one is used or not, which gives all readings. */
const readAs: readonly ((page: string) => string)[] = [
  (page) => page.replace(/<\/?b>/g, ''),
  (page) => page.replaceAll('_at_', '@').replaceAll('_dot_', '.'),
  (page) => page.replaceAll('|at|', '@'),
  (page) => page.replaceAll('-at-', '@'),
  (page) => page.replace(/\s+at\s+/g, '@').replace(/\s+dot\s+/g, '.'),
  (page) => page.replace(/(?<=com|de|uk|dental)(?=Contact)/g, ' '),
  (page) => page.replace(/\\*u003e/g, '>').replace(/\\+n/g, '\n'),
  (page) => page.replace(/\s*@\s*/g, '@').replace(/\s+\.\s+/g, '.'),
];

/** Nobody reads these in another way. */
const plain = (html: string): string =>
  html
    .replace(/<br>|<p>|<\/p>/g, '\n')
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replaceAll('%40', '@')
    .replaceAll('&#64;', '@');

/** Brackets around the signs are read after all other steps. */
const withoutBrackets = (page: string): string =>
  page
    .replace(/\s*[[({]+\s*(?:at|a|@)\s*[\])}>]+\s*/g, '@')
    .replace(/\s*[[({]+\s*(?:dot|\.)\s*[\])}>]+\s*/g, '.');

function* readingsOf(html: string): Generator<string> {
  for (let choice = 0; choice < 2 ** readAs.length; choice++)
    yield withoutBrackets(
      readAs.reduce((page, read, index) => ((choice >> index) & 1 ? read(page) : page), plain(html)),
    ).toLowerCase();
}

/** Returns whether an address stands in a page and is no part of a longer word in it. */
function isReadable(email: string, html: string): boolean {
  const at = email.indexOf('@');
  const [local, domain] = [email.slice(0, at), domainToUnicode(email.slice(at + 1))].map((part) =>
    part.replace(/[.+]/g, '\\$&'),
  );
  const whole = new RegExp(`(?<![a-z0-9])${String(local)}@${String(domain)}(?![a-z0-9])`);
  const listed = new RegExp(`\\{[^{}]*\\b${String(local)}\\b[^{}]*\\}@${String(domain)}(?![a-z0-9])`);
  for (const reading of readingsOf(html)) if (whole.test(reading) || listed.test(reading)) return true;
  return false;
}

test.each([
  ['text', (soup: string) => `<p>${soup}</p>`],
  ['an attribute', (soup: string) => `<i data-x="${soup.replace(/["<>]|<br>/g, ' ')}"></i>`],
  ['a link', (soup: string) => `<a href="mailto:${soup.replace(/["<>]|<br>/g, ' ')}">x</a>`],
])('each address in a random sequence of signs can be read in it: %s', (_where, print) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...tokens), { minLength: 2, maxLength: 14 }), (parts) => {
      const html = print(parts.join(''));
      const { emails, suspectedTraps } = extractEmails({ html, site: 'https://www.harbordental.com/' });

      for (const email of [...emails, ...suspectedTraps]) {
        expect(parseEmail(email)?.email).toBe(email);
        expect(isReadable(email, html), `${email} in ${html}`).toBe(true);
      }
    }),
    { numRuns: RUNS, seed: 20261129 },
  );
});
