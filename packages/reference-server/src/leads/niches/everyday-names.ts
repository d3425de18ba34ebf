import { lazy } from '../../pacing/cache.ts';
import { AMENITIES } from './english/amenities.ts';
import { CRAFTS } from './english/crafts.ts';
import { EDUCATION_CARE_LEISURE } from './english/education-care-leisure.ts';
import { OFFICES } from './english/offices.ts';
import { SHOPS } from './english/shops.ts';
import { DUTCH } from './foreign/dutch.ts';
import { FRENCH } from './foreign/french.ts';
import { GERMAN } from './foreign/german.ts';
import { ITALIAN } from './foreign/italian.ts';
import { OTHER_LANGUAGES } from './foreign/other-languages.ts';
import { PORTUGUESE } from './foreign/portuguese.ts';
import { SCANDINAVIAN } from './foreign/scandinavian.ts';
import { SPANISH } from './foreign/spanish.ts';

/** The names that people type for a niche, next to those of its preset. */
export interface EverydayNames {
  readonly id: string;
  readonly names: readonly string[];
}

/** The English names, with the label of the niche. An id without a preset is a tag of OpenStreetMap. */
export const englishNames = lazy((): readonly (EverydayNames & { readonly label: string })[] =>
  [CRAFTS, SHOPS, OFFICES, AMENITIES, EDUCATION_CARE_LEISURE]
    .flatMap(cellsOf)
    .map(([id = '', label = '', names = '']) => ({ id, label, names: names.split(', ') })),
);

const foreignNames = lazy(() => {
  const lines = [GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH, SCANDINAVIAN, OTHER_LANGUAGES];
  return Map.groupBy(lines.flatMap(cellsOf), ([language = '']) => language);
});

/** Returns the names in another language than English. */
export const foreignNamesIn = (language: string): readonly EverydayNames[] =>
  (foreignNames().get(language) ?? []).map(([, id = '', names = '']) => ({ id, names: names.split(', ') }));

const cellsOf = (lines: string): readonly (readonly string[])[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.split(' | '));
