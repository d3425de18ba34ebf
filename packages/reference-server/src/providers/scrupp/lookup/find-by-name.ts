import { matchNiche } from '../../../leads/niches.ts';
import { NoBusinessesError } from '../../../leads/no-businesses-error.ts';
import type { LeadPipeline } from '../../../leads/pipeline.ts';
import type { Place } from '../../../leads/source.ts';

/** Among how many businesses of a kind a name is looked for. */
const SEARCHED = 1_000;
const MOST_SEARCHES = 4;
const MOST_WORDS = 6;

export interface NamedBusiness {
  readonly name: string;
  readonly location: string;
}

/** The most central business of exactly this name, looked for among the kinds of business its words may stand for. */
export async function findByName(
  pipeline: LeadPipeline,
  { name, location }: NamedBusiness,
  signal: AbortSignal,
): Promise<Place | undefined> {
  for (const query of queriesFor(name)) {
    const places = await searchQuietly(pipeline, { name: query, location }, signal);
    const place = places.find((candidate) => plain(candidate.name) === plain(name));
    if (place !== undefined) return place;
  }
  return undefined;
}

async function searchQuietly(
  pipeline: LeadPipeline,
  { name, location }: NamedBusiness,
  signal: AbortSignal,
): Promise<readonly Place[]> {
  try {
    return await pipeline.discover(name, location, SEARCHED, signal);
  } catch (error) {
    if (error instanceof NoBusinessesError) return [];
    throw error;
  }
}

/** `Harvest Dental Group`, and then the longest of its parts that name other kinds: `Harvest Dental`. */
function queriesFor(name: string): readonly string[] {
  const words = name.split(/\s+/).slice(-MOST_WORDS);
  const kinds = new Map<string, string>([[matchNiche(name)?.id ?? '', name]]);
  for (let length = words.length; length > 0; length--) {
    for (let start = 0; start + length <= words.length; start++) {
      const phrase = words.slice(start, start + length).join(' ');
      const niche = matchNiche(phrase);
      if (niche !== null && !kinds.has(niche.id)) kinds.set(niche.id, phrase);
    }
  }
  return [...kinds.values()].slice(0, MOST_SEARCHES);
}

/** A name as people repeat it: case, accents and punctuation aside. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ');
