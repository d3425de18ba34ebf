import type { LeadEngine } from '../../../src/index.ts';
import { createScriptedLeadEngine } from '../../support/scripted-lead-engine.ts';

type Person = Parameters<LeadEngine['finder']['find']>[0];

/** Websites and people that a test writes down in advance. */
export interface ScriptedWeb extends LeadEngine {
  /** Makes the search for this first name wait until `release`. */
  hold(firstName: string): { release(): void };
  /** Makes the search for this first name fail with an error, this many times. */
  fail(firstName: string, times: number): void;
  /** The first names that were searched for, in that order. */
  readonly asked: readonly string[];
}

/**
 * Creates websites and people by these rules: an address that begins with `greylisted` is deferred once; a website that
 * begins with `closed` cannot be read, and every other one shows `info@` and hides `bait@` of its domain; a person has the
 * address `firstname@website`, except a person with the first name `Nobody`, who has none.
 */
export function createScriptedWeb(): ScriptedWeb {
  const leadEngine = createScriptedLeadEngine();
  const held = new Map<string, Promise<unknown>>();
  const failures = new Map<string, number>();
  const asked: string[] = [];
  const find = async ({ firstName, website }: Person, signal?: AbortSignal) => {
    asked.push(firstName);
    await orAborted(held.get(firstName), signal);
    const left = failures.get(firstName) ?? 0;
    failures.set(firstName, left - 1);
    if (left > 0) throw new Error(`The finder broke at ${firstName}.`);
    if (firstName === 'Nobody')
      return { email: null, status: 'not_found' as const, score: 0, reason: 'mailbox not found' };
    const email = `${firstName.toLowerCase()}@${new URL(website).hostname}`;
    return { email, status: 'safe' as const, score: 95, reason: null };
  };
  return {
    ...leadEngine,
    asked,
    hold: (firstName) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      held.set(firstName, promise);
      return { release: () => resolve(undefined) };
    },
    fail: (firstName, times) => void failures.set(firstName, times),
    verifier: {
      verify: async (email, signal) => {
        const verdict = await leadEngine.verifier.verify(email, signal);
        if (
          !email.startsWith('greylisted') ||
          leadEngine.verifier.asked.filter((one) => one === email).length > 1
        )
          return verdict;
        return { ...verdict, status: 'unknown', score: 15, reason: 'smtp deferred' };
      },
    },
    patience: { clock: { now: () => 0, sleep: () => Promise.resolve() }, pausesMs: [30_000] },
    crawler: {
      crawl: (website) => {
        const host = website.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
        if (host.startsWith('closed')) return Promise.resolve({ emails: [], suspectedTraps: [], pages: [] });
        return Promise.resolve({
          emails: [`info@${host}`],
          suspectedTraps: [`bait@${host}`],
          pages: [`https://${host}/`],
        });
      },
    },
    finder: { find },
  };
}

async function orAborted(held: Promise<unknown> | undefined, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  if (held === undefined) return;
  const aborted = new Promise<never>((_, reject) =>
    signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true }),
  );
  await Promise.race([held, aborted]);
}
