import { JobFailedError } from '../../jobs/operation.ts';
import type { Crawler } from '../../leads/crawl.ts';
import { siteDomain } from '../../leads/extract/mail-domain.ts';
import { matchNiche } from '../../leads/niches.ts';
import { type LeadPipeline, NoBusinessesError, UnknownLocationError } from '../../leads/pipeline.ts';
import { type Place, SourceRefusedError } from '../../leads/source.ts';
import type { CompanyItem } from './items.ts';
import { noCompany, type Company } from './rows.ts';

/** A company that an item led to, before its website is fetched. */
export interface DiscoveredCompany {
  readonly website: string;
  /** The source's entry, or null when the item is a website, because websites are not searched for in the source. */
  readonly place: Place | null;
  readonly linkedin: string | null;
}

/** The companies of an item, or the reason why there are none. */
export type Discovery =
  { readonly found: readonly DiscoveredCompany[] } | { readonly found: readonly []; readonly reason: string };

interface DiscoverOptions {
  readonly max: number;
  readonly signal: AbortSignal;
}

const NAME_WITHOUT_PLACE =
  'No company of this name was found. Add where it is, such as "Harbor Dental, Austin, Texas", or write its website.';

/**
 * Discovers at most `max` companies of an item. Throws JobFailedError when the source refuses to continue; other errors
 * of the source are passed on, so that the job is tried again.
 */
export async function discoverCompanies(
  pipeline: LeadPipeline,
  item: CompanyItem,
  options: DiscoverOptions,
): Promise<Discovery> {
  try {
    return await discover(pipeline, item, options);
  } catch (error) {
    if (error instanceof UnknownLocationError || error instanceof NoBusinessesError)
      return { found: [], reason: error.message };
    if (error instanceof SourceRefusedError) throw new JobFailedError(error.message, { cause: error });
    throw error;
  }
}

async function discover(
  pipeline: LeadPipeline,
  item: CompanyItem,
  { max, signal }: DiscoverOptions,
): Promise<Discovery> {
  if (item.kind === 'website') return { found: [{ website: item.website, place: null, linkedin: null }] };
  if (item.kind === 'search') {
    const places = await pipeline.discover(item.query, item.location, max, signal);
    return { found: places.map(toDiscovered) };
  }
  if (item.kind === 'name-at') {
    const place = await discoverByName(pipeline, item, signal);
    if (place !== undefined) return { found: [toDiscovered(place)] };
    return { found: [], reason: `No business there is called "${item.name}".` };
  }
  const place = (await pipeline.lookUp?.(item.name, signal)) ?? null;
  return place === null
    ? { found: [], reason: NAME_WITHOUT_PLACE }
    : { found: [{ ...toDiscovered(place), linkedin: item.linkedin }] };
}

const toDiscovered = (place: Place): DiscoveredCompany => ({ website: place.website, place, linkedin: null });

/** The most businesses of one search that are compared with a name. */
const MOST_PLACES = 1_000;
const MOST_SEARCHES = 4;
const MOST_WORDS = 6;

interface NamedBusiness {
  readonly name: string;
  readonly location: string;
}

/**
 * Finds the business with exactly this name that is nearest to the centre of the location. A source searches by kind of
 * business, so parts of the name are tried as kinds.
 */
async function discoverByName(
  pipeline: LeadPipeline,
  { name, location }: NamedBusiness,
  signal: AbortSignal,
): Promise<Place | undefined> {
  for (const query of queriesFor(name)) {
    const places = await placesOrNone(pipeline, { name: query, location }, signal);
    const place = places.find((candidate) => plainName(candidate.name) === plainName(name));
    if (place !== undefined) return place;
  }
  return undefined;
}

async function placesOrNone(
  pipeline: LeadPipeline,
  { name, location }: NamedBusiness,
  signal: AbortSignal,
): Promise<readonly Place[]> {
  try {
    return await pipeline.discover(name, location, MOST_PLACES, signal);
  } catch (error) {
    if (error instanceof NoBusinessesError) return [];
    throw error;
  }
}

/**
 * Returns the texts to search for: the whole name, then its longest parts that mean another kind of business, such as
 * `Harvest Dental` of `Harvest Dental Group`.
 */
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

/** Returns a name without case, accents and punctuation, for comparisons. */
const plainName = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ');

export interface FetchedCompany {
  readonly company: Company;
  readonly emails: readonly string[];
}

/** Fetches the company's website. Returns null when the website cannot be read and the source has no entry either. */
export async function fetchCompany(
  { pipeline, crawler }: { readonly pipeline: LeadPipeline; readonly crawler: Crawler },
  { website, place, linkedin }: DiscoveredCompany,
  signal: AbortSignal,
): Promise<FetchedCompany | null> {
  const known = {
    company_linkedin: linkedin,
    company_website: orNull(website),
    company_domain: website === '' ? null : orNull(siteDomain(website)),
  };
  if (place !== null) {
    const company = {
      ...known,
      company_name: orNull(place.name),
      company_phone: orNull(place.phone),
      company_address: orNull(place.address),
      company_category: orNull(place.category),
    };
    return { company, emails: await pipeline.findEmails(place, signal) };
  }
  const { pages, emails, siteName = null } = await crawler.crawl(website, signal);
  const [home] = pages;
  if (home === undefined) return null;
  return { company: { ...noCompany, ...known, company_website: home, company_name: siteName }, emails };
}

const orNull = (text: string): string | null => (text === '' ? null : text);
