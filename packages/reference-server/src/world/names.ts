import type { City } from '../leads/gazetteer/read-cities.ts';
import type { Niche } from '../leads/niches/preset-table.ts';
import type { Random } from './random.ts';
import { brandWords, tradesOf } from './words/brands.ts';
import { languageOf } from './words/language.ts';
import { peopleNames } from './words/people.ts';

/** Invents a name of letters and spaces, so that a domain can hold it without loss except accents. */
export function inventName(niche: Niche, city: City, random: Random): string {
  const { last } = peopleNames[languageOf(city.countryCode)];
  const trade = random.pick(tradesOf(niche.id, niche.label));
  const form = random.next();
  if (form < 0.4) return `${random.pick(brandWords)} ${trade}`;
  if (form < 0.65) return `${random.pick(last)} ${trade}`;
  if (form < 0.75) return `${random.pick(last)} and ${random.pick(last)} ${trade}`;
  if (form < 0.9) return `${random.pick(brandWords)} ${random.pick(last)} ${trade}`;
  return `${city.name} ${random.pick(brandWords)} ${trade}`;
}

const MAX_SLUG_CHARACTERS = 48;

/** Returns the words of a name for a domain. */
export function slugWords(name: string): string[] {
  const words = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  while (words.join('-').length > MAX_SLUG_CHARACTERS && words.length > 1) words.pop();
  return words.length === 0 ? ['company'] : words.map((word) => word.slice(0, MAX_SLUG_CHARACTERS));
}

export const titleCase = (words: readonly string[]): string =>
  words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
