import type { Location } from './location.ts';
import type { Niche } from './niches/preset-table.ts';

/** A business as a source lists it. A text that the source does not know is `''`, a number is null. */
export interface Place {
  readonly placeId: string;
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly website: string;
  /** 0 to 5, with one decimal. */
  readonly rating: number | null;
  readonly reviewsCount: number | null;
  readonly lat: number;
  readonly lng: number;
  readonly category: string;
  /** Addresses that the source lists. Addresses of the website are added later. */
  readonly emails: readonly string[];
}

const blanks = {
  address: '',
  phone: '',
  website: '',
  rating: null,
  reviewsCount: null,
  category: '',
  emails: [],
} as const;

/** Returns a place of the facts that a source knows, with blanks for the others. */
export const placeFrom = (facts: Partial<Place> & Omit<Place, keyof typeof blanks>): Place => ({
  ...blanks,
  ...facts,
});

export interface Search {
  readonly niche: Niche;
  readonly location: Location;
  readonly limit: number;
}

export interface Source {
  readonly id: 'simulated' | 'openstreetmap' | 'google-places';
  /** The credit line that the source's licence asks for, or null. */
  readonly attribution: string | null;
  /** Finds a location that the built-in gazetteer does not know, or returns null. */
  locate?(text: string, signal?: AbortSignal): Promise<Location | null>;
  /** Finds a business by its name on LinkedIn, or returns null. Absent when the source cannot search by name. */
  lookUp?(company: string, signal?: AbortSignal): Promise<Place | null>;
  /** Yields at most `limit` places, the most central first, unique by `placeId`. */
  discover(search: Search, signal?: AbortSignal): AsyncIterable<Place>;
}

/** The source refuses this search for good. The message is meant for the user. */
export class SourceRefusedError extends Error {
  override readonly name = 'SourceRefusedError';
}

/** The source gave no usable answer. The same search may succeed later. */
export class SourceUnavailableError extends Error {
  override readonly name = 'SourceUnavailableError';

  constructor(service: string, reason: string, options?: ErrorOptions) {
    // The logger writes a colon and the message of the cause behind this message.
    const end = options?.cause === undefined ? '.' : '';
    super(`${service} cannot be used at the moment: ${reason}${end}`, options);
  }
}
