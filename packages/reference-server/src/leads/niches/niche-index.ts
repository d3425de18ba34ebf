import { lazy } from '../../pacing/cache.ts';
import { type Niche, presetWords, type PresetWords } from './preset-table.ts';
import { englishNames } from './everyday-names.ts';
import { phraseKey } from './phrase.ts';

type Names = ReadonlyMap<string, Niche>;

export interface NicheIndex {
  readonly byId: ReadonlyMap<string, Niche>;
  /** By name and alias, such as `car dealership`. */
  readonly names: Names;
  /** By the letters of a name without spaces, such as `barbershop`. */
  readonly joinedNames: Names;
  /** By the part of a name that means the business when nothing else is typed, such as `perfume` of `Perfume Store`. */
  readonly shortNames: Names;
  /** By related term that names a business, such as `youth hostel` or `oncology`. */
  readonly terms: Names;
}

const suffix = / (?:office|grounds|workplace|shop|facility|practitioner)$/;

const SHORTEST_JOINED = 6;

/** Parts of names that mean much more than the business. */
const tooShort = new Set(
  'art baby beverage bottled gas catalog catalogue charity complex consultancy convenience copy corner corporate country craft department diplomatic discount dollar drinking water electrical fan financial foundation frozen food general gift government hoover household linen liaison medical model music nonprofit organization outdoor outdoors photography post produce radio register religious rental repair research rice sewing social supply swim trade union used variety video water wholesale'.split(
    ' ',
  ),
);

/** The English names. Everyday names come before those of the presets. */
export const englishNiches = lazy((): NicheIndex => {
  const presets = presetWords('en');
  const labels = new Map(englishNames().map(({ id, label }) => [id, label]));
  const names = new Map<string, Niche>();
  const shortNames = new Map<string, Niche>();
  const add = (index: Map<string, Niche>, key: string, niche: Niche): void => {
    if (key !== '' && !index.has(key)) index.set(key, niche);
  };
  const byId = new Map(
    presets.map(({ niche }) => [niche.id, { ...niche, label: labels.get(niche.id) ?? niche.label }]),
  );
  for (const { id, label } of englishNames())
    if (!byId.has(id)) byId.set(id, { id, label, tags: tagsFromId(id) });
  for (const { id, names: everyday } of englishNames()) {
    const niche = byId.get(id);
    if (niche) for (const name of everyday) add(names, phraseKey(name), niche);
  }
  for (const words of [...presets, ...presetWords('en-GB')]) {
    const niche = byId.get(words.niche.id) ?? words.niche;
    for (const name of words.names) {
      const key = phraseKey(name);
      if (!tooShort.has(key)) add(names, key, niche);
      if (niche.id.startsWith('amenity/restaurant/')) add(names, key.replace(/ restaurant$/, ' food'), niche);
      const short = key.replace(suffix, '');
      if (short !== key && !tooShort.has(short)) add(shortNames, short, niche);
    }
  }
  const joinedNames = new Map<string, Niche>();
  for (const [key, niche] of names)
    if (key.length >= SHORTEST_JOINED) add(joinedNames, key.replaceAll(' ', ''), niche);
  return { byId, names, joinedNames, shortNames, terms: distinctTerms(presets, byId) };
});

function tagsFromId(id: string): Niche['tags'] {
  const [key = '', value = ''] = id.split('/');
  return [[key, value]];
}

/**
 * Most terms are single words for goods and circumstances, such as `home`, `china` or `pain`. Only terms of several words
 * and these endings name a business.
 */
const businessTerm = / |(?:ology|iatry|surgery|[^v]ist|smith|maker|monger|house|agency|store|shop)$/;

/** Returns the terms that only one niche has, or only a niche and its narrower kinds. */
function distinctTerms(presets: readonly PresetWords[], byId: ReadonlyMap<string, Niche>): Names {
  const ids = new Map<string, string>();
  for (const { niche, terms } of presets) {
    for (const term of terms.filter((text) => businessTerm.test(text))) {
      const key = phraseKey(term);
      const known = ids.get(key);
      ids.set(key, known === undefined ? niche.id : commonKind(known, niche.id));
    }
  }
  const found = [...ids].map(([key, id]) => [key, byId.get(id)] as const);
  return new Map(found.flatMap(([key, niche]) => (niche === undefined ? [] : [[key, niche]])));
}

/** Returns the id that both ids begin with, such as `amenity/cafe` of `amenity/cafe/teahouse`, or `''`. */
function commonKind(one: string, other: string): string {
  const parts = one.split('/');
  const others = other.split('/');
  const length = parts.findIndex((part, index) => part !== others[index]);
  return parts.slice(0, length === -1 ? undefined : length).join('/');
}
