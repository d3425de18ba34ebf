import type { Clock } from '@scrapekit/core';
import { createTimedCache } from '../../pacing/cache.ts';
import { raceAbort } from '../../pacing/time-budget.ts';
import type { Location } from '../location.ts';
import { SourceRefusedError } from '../source.ts';
import { askPatiently } from './ask-patiently.ts';
import { parseNominatimPlace } from './nominatim-place.ts';
import type { RequestSender } from './request-sender.ts';
import { createTurns } from './turns.ts';

export interface OsmServiceOptions {
  readonly url: string;
  readonly sender: RequestSender;
  readonly clock: Clock;
  /** Names the application and a contact, which the usage policies require. */
  readonly userAgent: string;
  /** How many workers share the rate that the policies allow, this one included. @default 1 */
  readonly workers?: (() => number) | undefined;
}

/** Searches OpenStreetMap for places by name. */
export interface Nominatim {
  /** Returns the best match, or null. Answers are cached for a day. */
  find(text: string, signal?: AbortSignal): Promise<Location | null>;
}

// The usage policy allows one request per second and requires a cache:
// https://operations.osmfoundation.org/policies/nominatim/
const GAP_MS = 1_000;
const CACHE_TTL_MS = 86_400_000;
const CACHED_PLACES = 2_000;
const TIMEOUT_MS = 20_000;
const MAX_QUERY_CHARACTERS = 300;

export function createNominatim({
  url,
  sender,
  clock,
  userAgent,
  workers = () => 1,
}: OsmServiceOptions): Nominatim {
  const turns = createTurns({ clock, gapMs: () => GAP_MS * workers() });
  const places = createTimedCache<Location | null>({
    clock,
    ttlMs: CACHE_TTL_MS,
    limit: CACHED_PLACES,
    isKept: () => true,
  });
  const ask = async (text: string): Promise<Location | null> => {
    const send = async () =>
      await turns.take(
        async () =>
          await sender.send({
            url: searchUrl(url, text),
            method: 'GET',
            headers: { 'user-agent': userAgent, accept: 'application/json', 'accept-language': 'en' },
            timeoutMs: TIMEOUT_MS,
          }),
      );
    const { status, body } = await askPatiently(send, { service: SERVICE, clock });
    if (status !== 200) throw refusedByOsm(SERVICE, status);
    return parseNominatimPlace(body);
  };
  return {
    find: async (text, signal) => {
      const key = text.trim().replace(/\s+/g, ' ').slice(0, MAX_QUERY_CHARACTERS);
      return await raceAbort(
        places.get(key.toLowerCase(), async () => await ask(key)),
        signal,
      );
    },
  };
}

const SERVICE = "OpenStreetMap's search for places (Nominatim)";

function searchUrl(base: string, text: string): URL {
  const url = new URL(`${base.replace(/\/+$/, '')}/search`);
  url.search = new URLSearchParams({
    q: text,
    format: 'jsonv2',
    limit: '1',
    addressdetails: '1',
    layer: 'address',
  }).toString();
  return url;
}

/** The job ends with this error, because further requests would only prolong a block. */
export const refusedByOsm = (service: string, status: number): SourceRefusedError =>
  new SourceRefusedError(
    `${service} refused the search (status ${status}). The operator of this server should set OSM_CONTACT, and check the usage policy and the addresses in NOMINATIM_URL and OVERPASS_URL.`,
  );
