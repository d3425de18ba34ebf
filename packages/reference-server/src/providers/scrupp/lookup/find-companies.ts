import { JobFailedError } from '../../../jobs/operation.ts';
import { NoBusinessesError } from '../../../leads/no-businesses-error.ts';
import type { LeadPipeline } from '../../../leads/pipeline.ts';
import { SourceRefusedError } from '../../../leads/source-refused-error.ts';
import type { Place } from '../../../leads/source.ts';
import { UnknownLocationError } from '../../../leads/unknown-location-error.ts';
import { findByName } from './find-by-name.ts';
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

const NOWHERE =
  'No company of this name was found. Add where it is, such as "Harbor Dental, Austin, Texas", or write its website.';

/** At most `max` companies. A source that refuses to go on fails the job; what else it fails at is tried again. */
export async function findCompanies(
  pipeline: LeadPipeline,
  item: CompanyItem,
  { max, signal }: { readonly max: number; readonly signal: AbortSignal },
): Promise<Companies> {
  try {
    return await find(pipeline, item, { max, signal });
  } catch (error) {
    if (error instanceof UnknownLocationError || error instanceof NoBusinessesError)
      return { found: [], reason: error.message };
    if (error instanceof SourceRefusedError) throw new JobFailedError(error.message, { cause: error });
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
    const place = await findByName(pipeline, item, signal);
    if (place !== undefined) return { found: [listed(place)] };
    return { found: [], reason: `No business there is called "${item.name}".` };
  }
  const place = (await pipeline.lookUp?.(item.name, signal)) ?? null;
  return place === null
    ? { found: [], reason: NOWHERE }
    : { found: [{ ...listed(place), linkedin: item.linkedin }] };
}

const listed = (place: Place): FoundCompany => ({ website: place.website, place, linkedin: null });
