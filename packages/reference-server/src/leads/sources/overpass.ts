import { createTimedCache } from '../../pacing/cache.ts';
import { raceAbort } from '../../pacing/time-budget.ts';
import { askPatiently } from './ask-patiently.ts';
import { type OsmServiceOptions, refusedByOsm } from './nominatim.ts';
import { isOverloaded, readOverpassAnswer, type OverpassAnswer } from './overpass-answer.ts';
import { QUERY_TIMEOUT_S } from './overpass-query.ts';
import { createTurns } from './turns.ts';

/** OpenStreetMap's data by query. */
export interface Overpass {
  /** Answers are kept for an hour. */
  run(query: string, signal?: AbortSignal): Promise<OverpassAnswer>;
}

const SERVICE = "OpenStreetMap's data service (Overpass)";
const KEPT_MS = 3_600_000;
/** An answer may have thousands of businesses. */
const KEPT_ANSWERS = 20;
/** A query may wait for its slot before it runs. */
const TIMEOUT_MS = (QUERY_TIMEOUT_S + 30) * 1000;

/** One query at a time: a client has two slots on the public servers. */
export function createOverpass({ url, sender, clock, userAgent }: OsmServiceOptions): Overpass {
  const turns = createTurns({ clock, gapMs: 0 });
  const answers = createTimedCache<OverpassAnswer>({
    clock,
    ttlMs: KEPT_MS,
    limit: KEPT_ANSWERS,
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
    // The turn lasts until the server can be asked again: others would only add to what it has to do.
    const { status, body } = await turns.take(
      async () =>
        await askPatiently(async () => await sender.send(request), {
          service: SERVICE,
          clock,
          isBusy: isOverloaded,
        }),
    );
    if (status !== 200) throw refusedByOsm(SERVICE, status);
    return readOverpassAnswer(body);
  };
  return {
    run: async (query, signal) =>
      await raceAbort(
        answers.get(query, async () => await ask(query)),
        signal,
      ),
  };
}
