import { NoBusinessesError } from '../../../leads/no-businesses-error.ts';
import type { LeadPipeline } from '../../../leads/pipeline.ts';
import { SourceRefusedError } from '../../../leads/source-refused-error.ts';
import type { Place } from '../../../leads/source.ts';
import { UnknownLocationError } from '../../../leads/unknown-location-error.ts';
import type { CompanyItem } from './read-item.ts';

/** A company an item led to: what the source lists, or a website and nothing else yet. */
export interface FoundCompany {
  readonly website: string;
  readonly place: Place | null;
  readonly linkedin: string | null;
}

/** The companies of an item, or why there are none. */
export type Companies =
  { readonly found: readonly FoundCompany[] } | { readonly found: readonly []; readonly reason: string };

/** Among how many businesses of its kind a name is looked for. */
const SEARCHED_FOR_A_NAME = 1_000;
const NOWHERE =
  'No company of this name was found. Add where it is, such as "Harbor Dental, Austin, Texas", or write its website.';

/** At most `max` companies; what the source says no to is a reason, and what it fails at is thrown. */
export async function findCompanies(
  pipeline: LeadPipeline,
  item: CompanyItem,
  { max, signal }: { readonly max: number; readonly signal: AbortSignal },
): Promise<Companies> {
  try {
    return await find(pipeline, item, { max, signal });
  } catch (error) {
    if (isFinal(error)) return { found: [], reason: error.message };
    throw error;
  }
}

async function find(
  pipeline: LeadPipeline,
  item: CompanyItem,
  { max, signal }: { readonly max: number; readonly signal: AbortSignal },
): Promise<Companies> {
  if (item.kind === 'website') return { found: [{ website: item.website, place: null, linkedin: null }] };
  if (item.kind === 'search') {
    const places = await pipeline.discover(item.query, item.location, max, signal);
    return { found: places.map(listed) };
  }
  if (item.kind === 'name-at') {
    const places = await pipeline.discover(item.name, item.location, SEARCHED_FOR_A_NAME, signal);
    const place = places.find(({ name }) => wordsOf(name) === wordsOf(item.name));
    if (place !== undefined) return { found: [listed(place)] };
    return { found: [], reason: `No business there is called "${item.name}".` };
  }
  const place = (await pipeline.lookUp?.(item.name, signal)) ?? null;
  return place === null
    ? { found: [], reason: NOWHERE }
    : { found: [{ ...listed(place), linkedin: item.linkedin }] };
}

const listed = (place: Place): FoundCompany => ({ website: place.website, place, linkedin: null });

const isFinal = (error: unknown): error is Error =>
  error instanceof UnknownLocationError ||
  error instanceof NoBusinessesError ||
  error instanceof SourceRefusedError;

/** A name as people repeat it: case, accents and punctuation aside. */
const wordsOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ');
