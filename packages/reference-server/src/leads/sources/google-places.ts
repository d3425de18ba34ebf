import { distanceKm } from '../gazetteer/distance.ts';
import { type Place, type Search, type Source, SourceUnavailableError } from '../source.ts';
import { cellAround, heightKm, quarter, type Cell } from './cells.ts';
import { parseGooglePlace } from './google-place.ts';
import { PAGE_SIZE, type GooglePlacesClient } from './google-places-client.ts';

export interface GooglePlacesOptions {
  readonly client: GooglePlacesClient;
  /** Limit of billed requests per search. */
  readonly mostRequests: number;
}

/** Google returns at most this many places for one search, over all its pages. */
const CELL_CAP = 60;
/** Smaller cells are not divided. */
const MIN_CELL_HEIGHT_KM = 0.25;

/** Finds businesses with Google's Places API (New), those nearest to the centre of the location first. */
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

/** One search. A cell with `CELL_CAP` places may have more, so its quarters are searched, too. */
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
        // The loop also visits the cells that are pushed here, so the search is breadth first.
        if (isFull && heightKm(cell) > MIN_CELL_HEIGHT_KM) cells.push(...quarter(cell, location));
      }
    } catch (error) {
      // The found places are kept, because another attempt would pay for them again.
      if (this.#found.size === 0 || !(error instanceof SourceUnavailableError)) throw error;
    }
    return [...this.#found.values()];
  }

  /** Returns how many places Google listed for the cell, including places that other cells listed. */
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
      for (const one of places) this.#add(parseGooglePlace(one, niche, location));
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
