import type { LeadEngine } from '../../src/index.ts';
import { createScriptedVerifier, type ScriptedVerifier } from './scripted-verifier.ts';

type Pipeline = LeadEngine['pipeline'];
type Place = Awaited<ReturnType<Pipeline['discover']>>[number];

export interface Script {
  readonly places?: number;
  readonly discoverFails?: Error;
  /** Makes the discovery wait until `release`. */
  readonly holdDiscovery?: boolean;
  /** Waiting websites ignore the abort signal. */
  readonly stubborn?: boolean;
  /** Makes websites from this number on wait until `release`. */
  readonly holdFrom?: number;
  /** The fields of the place of this number that differ from the usual ones. */
  readonly place?: (index: number) => Partial<Place>;
  readonly emails?: (index: number) => readonly string[];
}

/** Finds the leads that a test wrote down, by query. */
export interface ScriptedLeadEngine extends LeadEngine {
  /** Writes down the leads of a query. `release` lets the waiting work continue. */
  play(query: string, script: Script): { release(): void };
  /** Returns the number of websites that were read for a query. */
  reads(query: string): number;
  readonly verifier: ScriptedVerifier;
  readonly latencies: number[];
  readonly faults: object[];
}

export function createScriptedLeadEngine(): ScriptedLeadEngine {
  const scripts = new Map<string, Script & { readonly released: Promise<unknown> }>();
  const reads = new Map<string, number>();
  const latencies: number[] = [];
  const faults: object[] = [];
  const scriptOf = (query: string) => scripts.get(query) ?? { places: 3, released: Promise.resolve() };
  return {
    latencies,
    faults,
    verifier: createScriptedVerifier(),
    play: (query, script) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      scripts.set(query, { ...script, released: promise });
      return { release: () => resolve(undefined) };
    },
    reads: (query) => reads.get(query) ?? 0,
    pipeline: {
      discover: async (query, _location, limit, signal) => {
        const { places = 0, discoverFails, holdDiscovery, released, place } = scriptOf(query);
        if (holdDiscovery === true) await orAborted(released, signal);
        if (discoverFails !== undefined) throw discoverFails;
        return Array.from({ length: Math.min(places, limit) }, (_, index) => ({
          ...plainPlace(query, index),
          ...place?.(index),
        }));
      },
      findEmails: async ({ placeId }, signal) => {
        const [query = '', number = '0'] = placeId.split('#');
        const { holdFrom, released, emails, stubborn = false } = scriptOf(query);
        if (holdFrom !== undefined && Number(number) >= holdFrom)
          await orAborted(released, stubborn ? undefined : signal);
        reads.set(query, (reads.get(query) ?? 0) + 1);
        return emails?.(Number(number)) ?? [`info@place-${number}.example`];
      },
    },
    crawler: { crawl: () => Promise.reject(new Error('No website is scripted.')) },
    finder: { find: () => Promise.reject(new Error('No person is scripted.')) },
    net: emptyNet,
    setLatency: (ms) => void latencies.push(ms),
    setFaults: (changed) => void faults.push(changed),
    close: () => Promise.resolve(),
  };
}

const unreachable = () =>
  Promise.reject(Object.assign(new Error('Nothing is scripted.'), { code: 'ENOTFOUND' }));
const emptyNet = {
  resolveMx: unreachable,
  resolve4: unreachable,
  resolve6: unreachable,
  connect: unreachable,
};

const plainPlace = (query: string, index: number): Place => ({
  placeId: `${query}#${index}`,
  name: `Place ${index}`,
  address: `${index} Main St, Austin, TX 78701`,
  phone: '+1 512 555 0142',
  website: `https://place-${index}.example/`,
  rating: 4.5,
  reviewsCount: 12,
  lat: 30.2672,
  lng: -97.7431,
  category: 'Dentist',
  emails: [],
});

async function orAborted(released: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  const aborted = new Promise<never>((_, reject) =>
    signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true }),
  );
  signal?.throwIfAborted();
  await Promise.race([released, aborted]);
}
