import { createTimedCache } from '../../pacing/cache.ts';
import { raceAbort } from '../../pacing/time-budget.ts';
import { askPatiently } from './ask-patiently.ts';
import { type OsmServiceOptions, refusedByOsm } from './nominatim.ts';
import { isOverloaded, parseOverpassAnswer, type OverpassAnswer } from './overpass-answer.ts';
import { QUERY_TIMEOUT_S } from './overpass-query.ts';
import { createTurns } from './turns.ts';

/** Runs queries on OpenStreetMap's data. */
export interface Overpass {
  /** Complete answers are cached for an hour. */
  run(query: string, signal?: AbortSignal): Promise<OverpassAnswer>;
}

const SERVICE = "OpenStreetMap's data service (Overpass)";
const CACHE_TTL_MS = 3_600_000;
/** Few answers are cached, because one may hold thousands of elements. */
const CACHED_ANSWERS = 20;
/** The server may delay a query until a slot is free. */
const TIMEOUT_MS = (QUERY_TIMEOUT_S + 30) * 1000;

/** Runs one query at a time, because a client has only two slots on the public servers. */
export function createOverpass({ url, sender, clock, userAgent }: OsmServiceOptions): Overpass {
  const turns = createTurns({ clock, gapMs: () => 0 });
  const answers = createTimedCache<OverpassAnswer>({
    clock,
    ttlMs: CACHE_TTL_MS,
    limit: CACHED_ANSWERS,
    isKept: ({ isComplete }) => isComplete,
  });
  const ask = async (query: string): Promise<OverpassAnswer> => {
    const request = {
      url: new URL(url),
      method: 'POST',
      headers: {
        'user-agent': userAgent,
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ data: query }).toString(),
      timeoutMs: TIMEOUT_MS,
    } as const;
    // The turn includes the pauses of the retries, so that no other query adds to the load of the server.
    const { status, body } = await turns.take(
      async () =>
        await askPatiently(async () => await sender.send(request), {
          service: SERVICE,
          clock,
          isBusy: isOverloaded,
        }),
    );
    if (status !== 200) throw refusedByOsm(SERVICE, status);
    return parseOverpassAnswer(body);
  };
  return {
    run: async (query, signal) =>
      await raceAbort(
        answers.get(query, async () => await ask(query)),
        signal,
      ),
  };
}
