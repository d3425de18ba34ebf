import type { Crawler } from './crawl.ts';
import { registeredDomain, siteDomain } from './extract/mail-domain.ts';
import { geocode } from './geocode.ts';
import { matchNiche, nicheFromWords } from './niches.ts';
import type { Place, Source } from './source.ts';

export interface LeadPipelineOptions {
  readonly source: Source;
  readonly crawler: Crawler;
}

export interface LeadPipeline {
  /**
   * At most `limit` businesses, nearest first. Rejects with `UnknownLocationError` or `NoBusinessesError`,
   * whose messages are meant for the user.
   */
  discover(query: string, location: string, limit: number, signal?: AbortSignal): Promise<Place[]>;
  /** The one business of that name, wherever it is, or null; absent where the source only searches around places. */
  lookUp?(company: string, signal?: AbortSignal): Promise<Place | null>;
  /**
   * Addresses on the place's website, and those the source lists, of its own domain first.
   * A website that cannot be read has none; rejects only when aborted.
   */
  findEmails(place: Place, signal?: AbortSignal): Promise<readonly string[]>;
}

/** From words to leads: what is searched, where, and what stands on the websites. */
export function createLeadPipeline({ source, crawler }: LeadPipelineOptions): LeadPipeline {
  return {
    async discover(query, location, limit, signal) {
      const niche = matchNiche(query) ?? nicheFromWords(query);
      if (niche === null) {
        throw new NoBusinessesError(
          `"${query}" names no kind of business. Write one in words, such as "dentists".`,
        );
      }
      const target = geocode(location) ?? (await source.locate?.(location, signal)) ?? null;
      if (target === null) throw new UnknownLocationError(location);
      const places: Place[] = [];
      for await (const place of source.discover({ niche, location: target, limit }, signal))
        places.push(place);
      if (places.length === 0) throw new NoBusinessesError();
      return places;
    },
    ...(source.lookUp && {
      lookUp: async (company: string, signal?: AbortSignal) =>
        (await source.lookUp?.(company, signal)) ?? null,
    }),
    async findEmails(place, signal) {
      const printed = place.website === '' ? [] : (await crawler.crawl(place.website, signal)).emails;
      signal?.throwIfAborted();
      const own = siteDomain(place.website);
      const emails = [...new Set([...printed, ...place.emails.map((email) => email.toLowerCase())])];
      const isOwn = (email: string): boolean =>
        registeredDomain(email.slice(email.lastIndexOf('@') + 1)) === own;
      return [...emails.filter(isOwn), ...emails.filter((email) => !isOwn(email))];
    },
  };
}

/** The search was understood, and nothing matches it. */
export class NoBusinessesError extends Error {
  override readonly name = 'NoBusinessesError';

  constructor(message = 'No businesses found for this query in the target region.') {
    super(message);
  }
}

/** No city, region, country or post code answers to the words. */
export class UnknownLocationError extends Error {
  override readonly name = 'UnknownLocationError';

  constructor(location: string) {
    super(
      `The location "${location}" was not found. Write a city with its country, such as "Austin, Texas" or "Dublin, Ireland", ` +
        'a region, or a US, Canadian or UK post code.',
    );
  }
}
