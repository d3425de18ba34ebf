import type { City } from '../leads/gazetteer/read-cities.ts';
import { zipsOf } from '../leads/gazetteer/postcodes.ts';
import type { Random } from './random.ts';
import { callingCode, northAmericanAreaCode } from './words/phone-codes.ts';
import { languageOf } from './words/language.ts';
import { streets } from './words/streets.ts';

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => String(random.below(10))).join('');

/** Invents a number in a range that is reserved for fiction, or one with 555 in countries without such a range. */
export function inventPhone({ countryCode, regionCode, name }: City, random: Random): string {
  const code = callingCode(countryCode);
  if (code === '1') return `+1 ${northAmericanAreaCode(name, regionCode)} 555 ${digits(random, 4)}`;
  if (countryCode === 'GB')
    return name === 'London' ? `+44 20 7946 0${digits(random, 3)}` : `+44 1632 960${digits(random, 3)}`;
  if (countryCode === 'AU') return `+61 2 5550 ${digits(random, 4)}`;
  if (countryCode === 'FR') return `+33 1 99 00 ${digits(random, 2)} ${digits(random, 2)}`;
  if (countryCode === 'IE') return `+353 20 91${random.below(10)} ${digits(random, 4)}`;
  return `+${code} 555 ${digits(random, 4)}`;
}

/** Invents an address on one line, in the order of the country. */
export function inventAddress(city: City, random: Random): string {
  const { countryCode, regionCode, name } = city;
  const language = languageOf(countryCode);
  const street = random.pick(streets[language]);
  const number = 1 + random.below(language === 'en' ? 1999 : 120);
  const postcode = inventPostcode(city, random);
  const town = postcode === '' ? name : `${postcode} ${name}`;
  if (countryCode === 'US')
    return `${number} ${street}, ${writtenTown(name)}, ${regionCode}${postcode && ` ${postcode}`}`;
  if (language === 'en') return `${number} ${street}, ${name}${postcode && ` ${postcode}`}`;
  if (language === 'fr') return `${number} ${street}, ${town}`;
  if (language === 'de' || language === 'nl' || language === 'nordic') return `${street} ${number}, ${town}`;
  return `${street}, ${number}, ${town}`;
}

const fiveDigits = new Set('DE FR ES IT FI MX UA TR TH MY HR EE GR'.split(' '));
const fourDigits = new Set('AT CH BE DK NO LU PT ZA NZ HU SI AU NL'.split(' '));

/** Returns a real ZIP code for an American town, otherwise digits in the country's format that depend on the town. */
function inventPostcode({ id, countryCode, regionCode, name }: City, random: Random): string {
  if (countryCode === 'US') return pickZip(writtenTown(name), regionCode, random);
  if (fiveDigits.has(countryCode)) return `${10 + (id % 88)}${digits(random, 3)}`;
  if (fourDigits.has(countryCode)) return `${10 + (id % 88)}${digits(random, 2)}`;
  if (countryCode === 'BR') return `${10 + (id % 88)}${digits(random, 3)}-${digits(random, 3)}`;
  return '';
}

/** A cache by `town/state`, because the package searches all ZIP codes for each town. */
const knownZips = new Map<string, readonly string[]>();

function pickZip(town: string, state: string, random: Random): string {
  const key = `${town}/${state}`;
  const zips = knownZips.get(key) ?? zipsOf(town, state);
  knownZips.set(key, zips);
  return zips.length === 0 ? '' : random.pick(zips);
}

const writtenTown = (name: string): string =>
  name === 'New York City' ? 'New York' : name.replace(/, D\.C\.$/, '');
