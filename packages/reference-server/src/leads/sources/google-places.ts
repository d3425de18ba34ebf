import { distanceKm } from '../gazetteer/distance.ts';
import { type Place, type Search, type Source, SourceUnavailableError } from '../source.ts';
import { cellAround, heightKm, quarter, type Cell } from './cells.ts';
import { googlePlace } from './google-place.ts';
import { PAGE_SIZE, type GooglePlacesClient } from './google-places-client.ts';

export interface GooglePlacesOptions {
  readonly client: GooglePlacesClient;
  /** Billed requests that one search may send. */
  readonly mostRequests: number;
}

/** Places one search tells of at most, over all its pages. */
const CELL_CAP = 60;
/** Smaller cells are not divided again. */
const leastHeightKm = 0.25;

/** Businesses of Google's Places API (New), with a key of one's own; nearest to the middle of the place first. */
export function createGooglePlacesSource({ client, mostRequests }: GooglePlacesOptions): Source {
  return {
    id: 'google-places',
    attribution: 'Google Maps',
    async *discover(search: Search, signal?: AbortSignal) {
      const { location, limit } = search;
      const found = await new Sweep(client, search, { mostRequests, signal }).run();
      yield* found
        .map((place) => ({ place, away: distanceKm(location, place) }))
        .sort((a, b) => a.away - b.away)
        .slice(0, limit)
        .map(({ place }) => place);
    },
  };
}

interface SweepOptions {
  readonly mostRequests: number;
  readonly signal: AbortSignal | undefined;
}

/** One search: a cell with as many places as an answer can hold has more, and is asked again in quarters. */
class Sweep {
  readonly #client: GooglePlacesClient;
  readonly #search: Search;
  readonly #signal: AbortSignal | undefined;
  readonly #found = new Map<string, Place>();
  #requestsLeft: number;

  constructor(client: GooglePlacesClient, search: Search, { mostRequests, signal }: SweepOptions) {
    this.#client = client;
    this.#search = search;
    this.#signal = signal;
    this.#requestsLeft = mostRequests;
  }

  async run(): Promise<Place[]> {
    const { location } = this.#search;
    const cells = [cellAround(location, location.radiusKm)];
    try {
      for (const cell of cells) {
        if (this.#isDone) break;
        const isFull = (await this.#searchCell(cell)) >= CELL_CAP;
        // A loop over an array sees what is added to it: the cells are searched breadth first.
        if (isFull && heightKm(cell) > leastHeightKm) cells.push(...quarter(cell, location));
      }
    } catch (error) {
      // What was found has been paid for, and another attempt would pay for it again.
      if (this.#found.size === 0 || !(error instanceof SourceUnavailableError)) throw error;
    }
    return [...this.#found.values()];
  }

  /** How many places Google listed, those of other cells included. */
  async #searchCell(cell: Cell): Promise<number> {
    const { niche, location } = this.#search;
    let listed = 0;
    let pageToken: string | undefined;
    do {
      this.#requestsLeft -= 1;
      const { places, nextPageToken } = await this.#client.searchText(
        { text: niche.label, cell, countryCode: location.countryCode, pageToken },
        this.#signal,
      );
      for (const one of places) this.#add(googlePlace(one, niche, location));
      listed += places.length;
      pageToken = places.length < PAGE_SIZE ? undefined : nextPageToken;
    } while (pageToken !== undefined && listed < CELL_CAP && !this.#isDone);
    return listed;
  }

  #add(place: Place | undefined): void {
    if (place !== undefined && !this.#found.has(place.placeId)) this.#found.set(place.placeId, place);
  }

  get #isDone(): boolean {
    return this.#requestsLeft <= 0 || this.#found.size >= this.#search.limit;
  }
}
