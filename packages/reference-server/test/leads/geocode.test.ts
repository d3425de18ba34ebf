import { describe, expect, test } from 'vitest';
import { geocode } from '../../src/leads/geocode.ts';

interface Expected {
  readonly label: string;
  readonly near: readonly [lat: number, lng: number];
  readonly kind?: string;
}

const austin: Expected = { label: 'Austin, Texas, United States', near: [30.27, -97.74] };
const newYork: Expected = { label: 'New York City, New York, United States', near: [40.71, -74.01] };
const munich: Expected = { label: 'Munich, Bavaria, Germany', near: [48.14, 11.58] };
const london: Expected = { label: 'London, England, United Kingdom', near: [51.51, -0.13] };

const cities: readonly (readonly [text: string, expected: Expected])[] = [
  ['Austin, Texas', austin],
  ['Austin, TX', austin],
  ['austin texas', austin],
  ['Austin TX USA', austin],
  ['Austin, Travis County, Texas', austin],
  ['Dublin, Ireland', { label: 'Dublin, Leinster, Ireland', near: [53.33, -6.25] }],
  ['Dublin 2, Ireland', { label: 'Dublin, Leinster, Ireland', near: [53.33, -6.25] }],
  ['Reykjavik, Iceland', { label: 'Reykjavík, Capital Region, Iceland', near: [64.14, -21.9] }],
  ['Paris, Texas', { label: 'Paris, Texas, United States', near: [33.66, -95.56] }],
  ['Paris', { label: 'Paris, Île-de-France, France', near: [48.85, 2.35] }],
  ['London, Ontario', { label: 'London, Ontario, Canada', near: [42.98, -81.23] }],
  ['London', london],
  ['London, England, UK', london],
  ['Soho, London', london],
  ['Greater London', london],
  ['Springfield, IL', { label: 'Springfield, Illinois, United States', near: [39.8, -89.64] }],
  ['Portland, ME', { label: 'Portland, Maine, United States', near: [43.66, -70.26] }],
  ['New York', newYork],
  ['new york, ny', newYork],
  ['NYC', newYork],
  ['München', munich],
  ['Muenchen, Deutschland', munich],
  ['80331 München', munich],
  ['Munich', munich],
  ['Köln', { label: 'Köln, North Rhine-Westphalia, Germany', near: [50.93, 6.95] }],
  ['Cologne', { label: 'Köln, North Rhine-Westphalia, Germany', near: [50.93, 6.95] }],
  ['10115 Berlin', { label: 'Berlin, State of Berlin, Germany', near: [52.52, 13.41] }],
  ['75001 Paris', { label: 'Paris, Île-de-France, France', near: [48.85, 2.35] }],
  ['Wien, Österreich', { label: 'Vienna, Austria', near: [48.21, 16.37] }],
  ['St. Louis', { label: 'St. Louis, Missouri, United States', near: [38.63, -90.2] }],
  ['Saint Louis, MO', { label: 'St. Louis, Missouri, United States', near: [38.63, -90.2] }],
  ['San José, Costa Rica', { label: 'San José, Costa Rica', near: [9.93, -84.08] }],
  ['Birmingham, AL', { label: 'Birmingham, Alabama, United States', near: [33.52, -86.8] }],
  ['Camden, London', { label: 'Camden Town, England, United Kingdom', near: [51.54, -0.14] }],
  ['São Paulo', { label: 'São Paulo, Brazil', near: [-23.55, -46.64] }],
  ['東京', { label: 'Tokyo, Japan', near: [35.69, 139.69] }],
  ['Washington', { label: 'Washington, D.C., District of Columbia, United States', near: [38.9, -77.04] }],
];

const larger: readonly (readonly [text: string, expected: Expected])[] = [
  ['Texas', { label: 'Texas, United States', near: [31, -97.5], kind: 'region' }],
  ['TX', { label: 'Texas, United States', near: [31, -97.5], kind: 'region' }],
  ['Ireland', { label: 'Ireland', near: [53.2, -7], kind: 'country' }],
  ['Ontario', { label: 'Ontario, Canada', near: [44, -79.5], kind: 'region' }],
  ['Bayern', { label: 'Bavaria, Germany', near: [48.8, 11.4], kind: 'region' }],
  ['Bavaria, Germany', { label: 'Bavaria, Germany', near: [48.8, 11.4], kind: 'region' }],
  ['Deutschland', { label: 'Germany', near: [51, 9.8], kind: 'country' }],
  ['USA', { label: 'United States', near: [37.6, -92.8], kind: 'country' }],
  ['Georgia', { label: 'Georgia, United States', near: [33.3, -83.9], kind: 'region' }],
  ['Kent, UK', { label: 'Kent, England, United Kingdom', near: [51.28, 0.81], kind: 'district' }],
  [
    'Orange County, California',
    { label: 'Orange County, California, United States', near: [33.75, -117.87], kind: 'district' },
  ],
];

const postcodes: readonly (readonly [text: string, expected: Expected])[] = [
  ['78701', { label: '78701, Austin, Texas, United States', near: [30.27, -97.74] }],
  ['78701-1234', { label: '78701, Austin, Texas, United States', near: [30.27, -97.74] }],
  ['Austin, TX 78701', { label: '78701, Austin, Texas, United States', near: [30.27, -97.74] }],
  ['90210', { label: '90210, Beverly Hills, California, United States', near: [34.09, -118.41] }],
  ['M5V 2T6', { label: 'M5V 2T6, Toronto, Ontario, Canada', near: [43.65, -79.37] }],
  ['M5V', { label: 'M5V, Toronto, Ontario, Canada', near: [43.65, -79.37] }],
  ['Toronto M5V 2T6, Canada', { label: 'M5V 2T6, Toronto, Ontario, Canada', near: [43.65, -79.37] }],
  ['SW1A 1AA', { label: 'SW1A 1AA, London, England, United Kingdom', near: [51.48, -0.16] }],
  ['SW1A 1AA, UK', { label: 'SW1A 1AA, London, England, United Kingdom', near: [51.48, -0.16] }],
  ['M1 1AE', { label: 'M1 1AE, Manchester, England, United Kingdom', near: [53.48, -2.24] }],
];

function expectPlace(text: string, { label, near, kind }: Expected): void {
  const found = geocode(text);

  expect(found).toMatchObject({ label, ...(kind === undefined ? {} : { kind }) });
  expect(Math.abs((found?.lat ?? 999) - near[0])).toBeLessThan(0.1);
  expect(Math.abs((found?.lng ?? 999) - near[1])).toBeLessThan(0.1);
}

describe('geocode without a network', () => {
  test.each(cities)('finds the city of "%s"', (text, expected) =>
    expectPlace(text, { kind: 'city', ...expected }),
  );

  test.each(larger)('finds the region of "%s"', (text, expected) => expectPlace(text, expected));

  test.each(postcodes)('finds the post code "%s"', (text, expected) =>
    expectPlace(text, { kind: 'postcode', ...expected }),
  );

  test.each([
    '',
    '   ',
    ',',
    '!!!',
    'Nowhereville, Texas',
    'Zzyzzyx',
    '12345678',
    '75001, France',
    'x'.repeat(120),
  ])('knows no "%s"', (text) => {
    expect(geocode(text)).toBeNull();
  });

  test('gives a village a small circle and a metropolis a large one', () => {
    expect(geocode('Terlingua, Texas') ?? geocode('El Tarter, Andorra')).toMatchObject({
      radiusKm: expect.closeTo(1.9, 0),
    });
    expect(geocode('Tokyo')?.radiusKm).toBeGreaterThan(25);
  });
});
