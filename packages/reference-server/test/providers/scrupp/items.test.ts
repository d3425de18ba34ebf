import { expect, test } from 'vitest';
import { parseCompanyItem, parsePersonItem } from '../../../src/providers/scrupp/items.ts';
import { computingTimeMs } from '../../support/computing-time.ts';

test.each([
  ['harbordental.com', { kind: 'website', website: 'harbordental.com' }],
  [
    'https://www.harbordental.co.uk/about?x=1',
    { kind: 'website', website: 'https://www.harbordental.co.uk/about?x=1' },
  ],
  ['zahnärzte-süd.de', { kind: 'website', website: 'zahnärzte-süd.de' }],
  ['ibm', { kind: 'name', name: 'ibm', linkedin: null }],
  ['Harbor Dental Inc.', { kind: 'name', name: 'Harbor Dental Inc.', linkedin: null }],
  [
    'https://www.linkedin.com/company/harbor-dental/about/',
    {
      kind: 'name',
      name: 'harbor dental',
      linkedin: 'https://www.linkedin.com/company/harbor-dental/about/',
    },
  ],
  [
    'linkedin.com/company/caf%C3%A9-s',
    { kind: 'name', name: 'café s', linkedin: 'linkedin.com/company/caf%C3%A9-s' },
  ],
  ['linkedin.com/company/%E0%A4', { kind: 'name', name: '%E0%A4', linkedin: 'linkedin.com/company/%E0%A4' }],
  [
    'https://www.linkedin.com/in/maria',
    { kind: 'name', name: 'https://www.linkedin.com/in/maria', linkedin: null },
  ],
  ['Harbor Dental, Austin, Texas', { kind: 'name-at', name: 'Harbor Dental', location: 'Austin, Texas' }],
  ['Harbor Dental,', { kind: 'name', name: 'Harbor Dental', linkedin: null }],
  ['dentists in Austin, Texas', { kind: 'search', query: 'dentists', location: 'Austin, Texas' }],
])('"%s" is parsed as a company', (text, item) => {
  expect(parseCompanyItem(text)).toEqual(item);
});

test.each([
  ['Maria Lopez, harbordental.com', 'Maria', 'Lopez'],
  ['Maria Lopez at harbordental.com', 'Maria', 'Lopez'],
  ['Maria de la Cruz @ harbordental.com', 'Maria', 'Cruz'],
  ['https://www.linkedin.com/in/maria-lopez-4a3b2c1, harbordental.com', 'Maria', 'Lopez'],
])('"%s" is parsed as a person at a website', (text, firstName, lastName) => {
  const person = parsePersonItem(text);

  expect(person?.website).toBe('harbordental.com');
  expect([person?.firstName.toLowerCase(), person?.lastName.toLowerCase()]).toEqual(
    [firstName, lastName].map((name) => name.toLowerCase()),
  );
});

test.each(['harbordental.com', 'Maria, harbordental.com', 'Harbor Dental, Austin', 'dentists in Austin', ''])(
  '"%s" names no person',
  (text) => {
    expect(parsePersonItem(text)).toBeUndefined();
  },
);

test.each([
  'a'.repeat(300),
  `${'a.'.repeat(149)}a`,
  `${'a '.repeat(149)}in`,
  ','.repeat(300),
  `${'x-'.repeat(149)}.com`,
])('an item is parsed in less than half a second of computing time', (text) => {
  const tookMs = computingTimeMs(() => {
    parseCompanyItem(text);
    parsePersonItem(text);
  });

  expect(tookMs).toBeLessThan(500);
});
