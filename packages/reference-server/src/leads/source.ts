import type { Location } from './location.ts';
import type { Niche } from './niche.ts';

/** A business as a source lists it; a text is `''` and a number `null` where the source does not know it. */
export interface Place {
  readonly placeId: string;
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly website: string;
  /** 0 to 5, one decimal. */
  readonly rating: number | null;
  readonly reviewsCount: number | null;
  readonly lat: number;
  readonly lng: number;
  readonly category: string;
  /** Addresses the source itself lists, before any website is read. */
  readonly emails: readonly string[];
}

export interface Search {
  readonly niche: Niche;
  readonly location: Location;
  readonly limit: number;
}

export interface Source {
  readonly id: 'simulated' | 'openstreetmap' | 'google-places';
  /** The credit line the source's licence asks for, or null. */
  readonly attribution: string | null;
  /** A place the built-in gazetteer does not know, or null; absent where the source knows no more. */
  locate?(text: string, signal?: AbortSignal): Promise<Location | null>;
  /** The business behind a company's name as its page on LinkedIn has it; absent where only places can be searched. */
  lookUp?(company: string, signal?: AbortSignal): Promise<Place | null>;
  /** At most `limit` places in discovery order (most central first), unique by `placeId`. */
  discover(search: Search, signal?: AbortSignal): AsyncIterable<Place>;
}

/** A source will not do the search however often it is asked; the message is meant for the user. */
export class SourceRefusedError extends Error {
  override readonly name = 'SourceRefusedError';
}

/** A source gave no usable answer for now; the same search may succeed later. */
export class SourceUnavailableError extends Error {
  override readonly name = 'SourceUnavailableError';

  constructor(service: string, why: string, options?: ErrorOptions) {
    super(`${service} cannot be used at the moment: ${why}.`, options);
  }
}
