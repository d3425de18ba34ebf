import { parseEmails } from '../verification/parse-email.ts';
import type { Crawler } from './crawl.ts';
import { ownDomainFirst, siteDomain } from './extract/mail-domain.ts';
import { locate } from './locate.ts';
import { matchNiche, nicheFromWords } from './niches.ts';
import type { Place, Source } from './source.ts';

/** The most addresses of a business. The price of verifying them has this limit. */
export const MOST_ADDRESSES = 500;

export interface LeadPipelineOptions {
  readonly source: Source;
  readonly crawler: Crawler;
}

export interface LeadPipeline {
  /**
   * Returns at most `limit` businesses, nearest first. Rejects with `UnknownLocationError` or `NoBusinessesError`;
   * their messages are meant for the user.
   */
  discover(query: string, location: string, limit: number, signal?: AbortSignal): Promise<Place[]>;
  /** Returns the business of a company name, or null. Absent when the source can only search around a location. */
  lookUp?(company: string, signal?: AbortSignal): Promise<Place | null>;
  /**
   * Returns the addresses on the place's website and those that the source lists, the website's domain first.
   * There are at most `MOST_ADDRESSES`. A website that cannot be fetched adds none. Rejects only when `signal` aborts.
   */
  findEmails(place: Place, signal?: AbortSignal): Promise<readonly string[]>;
}

export function createLeadPipeline({ source, crawler }: LeadPipelineOptions): LeadPipeline {
  return {
    async discover(query, location, limit, signal) {
      const niche = matchNiche(query) ?? nicheFromWords(query);
      if (niche === null) {
        throw new NoBusinessesError(
          `"${query}" names no kind of business. Write one in words, such as "dentists".`,
        );
      }
      const target = await locate(location, source, signal);
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
      const emails = parseEmails([...printed, ...place.emails]);
      return ownDomainFirst(emails, siteDomain(place.website)).slice(0, MOST_ADDRESSES);
    },
  };
}

/** The search is valid, but no business matches it. */
export class NoBusinessesError extends Error {
  override readonly name = 'NoBusinessesError';

  constructor(message = 'No businesses found for this query in the target region.') {
    super(message);
  }
}

/** The text names no known city, region, country or post code. */
export class UnknownLocationError extends Error {
  override readonly name = 'UnknownLocationError';

  constructor(location: string) {
    super(
      `The location "${location}" was not found. Write a city with its country, such as "Austin, Texas" or "Dublin, Ireland", ` +
        'a region, coordinates, or a US, Canadian, British, Irish or Dutch post code.',
    );
  }
}
