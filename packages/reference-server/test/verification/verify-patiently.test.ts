import { FakeClock } from '@scrapekit/core/testing';
import { describe, expect, test } from 'vitest';
import type { StoredJob } from '../../src/jobs/job.ts';
import { createVerifyOperation } from '../../src/providers/scrapekit/operations.ts';
import type { Verdict } from '../../src/verification/verdict.ts';
import { verifyPatiently } from '../../src/verification/verify-patiently.ts';
import { createVerifier } from '../../src/verification/verify.ts';
import { startScriptedMail } from './scripted-mail.ts';
import { ok } from './verify-scripted.ts';

const verdict = (reason: string | null): Verdict => ({
  email: 'anna@d.test',
  status: reason === null ? 'safe' : 'unknown',
  score: reason === null ? 95 : 15,
  reason,
  checks: {
    syntax: 'pass',
    mx: 'pass',
    smtp: reason === null ? 'pass' : 'timeout',
    disposable: false,
    role_account: false,
    catch_all: false,
    free_provider: false,
  },
});

const answering = (...reasons: readonly (string | null)[]) => {
  const left = [...reasons];
  return () => Promise.resolve(verdict(left.shift() ?? null));
};

describe('the verification of an address with pauses for greylisting', () => {
  test.each([
    [
      'tries again after each pause until the mail server accepts the address',
      ['smtp deferred', 'smtp deferred', null],
      [30, 120],
      'safe',
    ],
    [
      'returns the unknown verdict after the last pause',
      ['smtp deferred', 'smtp deferred', 'smtp deferred'],
      [30, 120],
      'unknown',
    ],
    ['returns a final verdict at once', [null], [], 'safe'],
    ['returns the verdict of a server that blocks the client at once', ['smtp blocked', null], [], 'unknown'],
  ] as const)('%s', async (_what, reasons, slept, status) => {
    const clock = new FakeClock();

    const found = await verifyPatiently(answering(...reasons), { clock, pausesMs: [30, 120] });

    expect(found.status).toBe(status);
    expect(clock.slept).toEqual(slept);
  });

  test('rejects when its signal aborts', async () => {
    const patience = { clock: new FakeClock(), pausesMs: [30] };
    const signal = AbortSignal.abort(new Error('cancelled'));

    await expect(verifyPatiently(answering('smtp deferred'), patience, signal)).rejects.toThrow('cancelled');
  });
});

test('C147: an address is safe when another server asked about it before, and the host puts off the invented one', async () => {
  const clock = new FakeClock();
  const firstAsked = new Map<string, number>();
  const recipient = (address: string) => {
    if (address === 'anna@d.test') return ok;
    const since = firstAsked.get(address) ?? clock.now();
    firstAsked.set(address, since);
    return clock.now() - since < 1_000 ? '450 4.2.0 Greylisted, come back later' : '550 5.1.1 User unknown';
  };
  await using mail = await startScriptedMail({ hosts: { 'mx.d.test': { recipient } } });
  const verifier = createVerifier({ net: mail.net, allowTestTlds: true, clock });

  const found = await verifyPatiently(async () => ({ ...(await verifier.verify('anna@d.test')) }), {
    clock,
    pausesMs: [1_500],
  });

  expect(found).toMatchObject({ status: 'safe', reason: null });
});

describe('a list with addresses at greylisting hosts', () => {
  test('C151: gets verdicts on the other addresses during the pauses, and finally on all', async () => {
    const { promise: later, resolve: endPause } = Promise.withResolvers<undefined>();
    const clock = { now: () => 0, sleep: () => later };
    const asked = new Map<string, number>();
    const verify = (email: string) => {
      const times = (asked.get(email) ?? 0) + 1;
      asked.set(email, times);
      return Promise.resolve(verdict(email.startsWith('grey') && times === 1 ? 'smtp deferred' : null));
    };
    const operation = createVerifyOperation({ verify }, { clock, pausesMs: [30_000] });
    const { signal } = new AbortController();
    const job = { id: 'sk_verify_1', accountId: 'acct_1' } as StoredJob;
    const work = (email: string) => operation.perform(email, job, signal, 1);

    const waiting = Promise.all(Array.from({ length: 700 }, (_, index) => work(`grey${index}@d.test`)));
    const others = await Promise.all(Array.from({ length: 50 }, (_, index) => work(`p${index}@d.test`)));
    endPause(undefined);
    const judged = await waiting;

    expect(new Set([...others, ...judged].flatMap(({ counts }) => counts))).toEqual(new Set(['safe']));
    expect(asked.get('grey0@d.test')).toBe(2);
  });
});
