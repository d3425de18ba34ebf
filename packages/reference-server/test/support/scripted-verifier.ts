import type { LeadEngine } from '../../src/index.ts';

type Verifier = LeadEngine['verifier'];
type Verdict = Awaited<ReturnType<Verifier['verify']>>;

const scores: Readonly<Record<Verdict['status'], number>> = {
  safe: 95,
  role: 80,
  catch_all: 55,
  disposable: 0,
  invalid: 0,
  disabled: 5,
  inbox_full: 35,
  unknown: 15,
};
const deliverable: readonly string[] = ['safe', 'role'];

/** Gives an address the status with which it begins: `unknown.7@example.com` is unknown. All others are safe. */
export interface ScriptedVerifier extends Verifier {
  /** Makes verifications of addresses of this domain wait until `release`. */
  hold(domain: string): { readonly release: () => void };
  /** The verified addresses in order. */
  readonly asked: readonly string[];
}

export function createScriptedVerifier(): ScriptedVerifier {
  const held = new Map<string, Promise<unknown>>();
  const asked: string[] = [];
  return {
    asked,
    hold: (domain) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      held.set(domain, promise);
      return { release: () => resolve(undefined) };
    },
    verify: async (email, signal) => {
      asked.push(email);
      const released = held.get(email.slice(email.lastIndexOf('@') + 1));
      if (released !== undefined) await orAborted(released, signal);
      return verdictOn(email);
    },
  };
}

function verdictOn(email: string): Verdict {
  const [name = ''] = email.split(/[.@]/);
  const status = Object.hasOwn(scores, name) ? (name as Verdict['status']) : 'safe';
  return {
    email: email.toLowerCase(),
    status,
    score: scores[status],
    reason: deliverable.includes(status) ? null : `because ${status}`,
    checks: {
      syntax: 'pass',
      mx: 'pass',
      smtp: status === 'unknown' ? 'timeout' : status === 'invalid' ? 'fail' : 'pass',
      disposable: status === 'disposable',
      role_account: status === 'role',
      catch_all: status === 'catch_all',
      free_provider: email.endsWith('@gmail.com'),
    },
  };
}

async function orAborted(released: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  const aborted = new Promise<never>((_, reject) =>
    signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true }),
  );
  await Promise.race([released, aborted]);
}
