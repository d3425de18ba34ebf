import { describe, expect, test } from 'vitest';
import type { Net } from '../../src/net/net.ts';
import { createVerifier } from '../../src/verification/verify.ts';
import { mailboxes, startScriptedMail } from './scripted-mail.ts';

const ok = '250 2.1.5 Ok';
const anna = { recipient: mailboxes({ 'anna@d.test': ok }) };
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
/** Without their time limit these verifications take minutes or do not end. */
const LIMIT_MS = 15_000;
const options = { allowTestTlds: true, timeoutMs: 300 };

/** Verifies the address on a network in which a test replaced some methods. */
async function verify(email: string, changed: Partial<Net>, timeoutMs = options.timeoutMs) {
  await using mail = await startScriptedMail({ hosts: { 'mx.d.test': anna } });
  const startedAt = performance.now();
  const verdict = await createVerifier({ ...options, timeoutMs, net: { ...mail.net, ...changed } }).verify(
    email,
  );
  return { verdict, mail, tookMs: performance.now() - startedAt };
}

describe('hostile name servers', () => {
  test.each<[string, Partial<Net>, string]>([
    ['never answer', { resolveMx: never }, 'dns failure'],
    [
      'return no exchanger and never answer about addresses',
      { resolveMx: () => Promise.resolve([]), resolve4: never, resolve6: never },
      'dns failure',
    ],
    [
      'return exchangers without a valid name',
      {
        resolveMx: () =>
          Promise.resolve(
            ['a b', 'x\r\nDATA', '\u0000', '*', '..'].map((exchange) => ({ exchange, priority: 1 })),
          ),
      },
      'smtp unreachable',
    ],
    [
      'return as many exchangers as a message holds',
      {
        resolveMx: () =>
          Promise.resolve(
            Array.from({ length: 4_000 }, (_, index) => ({ exchange: `x${index}.test`, priority: index })),
          ),
      },
      'smtp unreachable',
    ],
    [
      'return an endless host name',
      { resolveMx: () => Promise.resolve([{ exchange: `${'a.'.repeat(500_000)}test`, priority: 1 }]) },
      'smtp unreachable',
    ],
    ['return the address of an unreachable host', { connect: never }, 'smtp timeout'],
  ])('delay a verification only up to its time limit when they %s', async (_what, changed, reason) => {
    // A verification that fails before its time limit gets a long one, so that it does so on a busy machine too.
    const timeoutMs = reason === 'smtp unreachable' ? 60_000 : options.timeoutMs;

    const { verdict, tookMs } = await verify('anna@d.test', changed, timeoutMs);

    expect(verdict).toMatchObject({ status: 'unknown', reason });
    expect(tookMs).toBeLessThan(LIMIT_MS);
  });
});

describe('hostile mail hosts', () => {
  test.each([
    ['a greeting of many lines', { greeting: `${'220-and\n'.repeat(300)}220 so on` }],
    ['an endless greeting', { floodAt: 'CONNECT' }],
    ['a line without end', { greeting: `220 ${'x'.repeat(5_000_000)}` }],
    ['an endless answer', { ...anna, floodAt: 'RCPT' }],
  ])('with %s cost neither time nor memory', async (_what, script) => {
    await using mail = await startScriptedMail({ hosts: { 'mx.d.test': script } });
    const verifier = createVerifier({ ...options, net: mail.net });
    const before = process.memoryUsage();
    const startedAt = performance.now();

    const { status } = await verifier.verify('anna@d.test');

    const after = process.memoryUsage();
    expect(status).toBe('unknown');
    expect(performance.now() - startedAt).toBeLessThan(LIMIT_MS);
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(30_000_000);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(60_000_000);
  });
});

describe('hostile addresses', () => {
  test.each([
    'anna@d.test\r\nRCPT TO:<ben@d.test>',
    'anna\r\nDATA\r\n@d.test',
    'anna@d.test\u0000',
    'anna>@d.test',
    'anna@d.test>',
    '"anna\r\n"@d.test',
    `${'a'.repeat(1_000_000)}@d.test`,
    `anna@${'a.'.repeat(500_000)}test`,
    '@'.repeat(1_000_000),
  ])('never reach a mail host: %j', async (email) => {
    const { verdict, mail, tookMs } = await verify(email, {});

    expect(verdict).toMatchObject({ status: 'invalid', reason: 'invalid syntax' });
    expect(mail.dialled).toEqual([]);
    expect(tookMs).toBeLessThan(LIMIT_MS);
  });

  test('with look-alike letters are verified unchanged', async () => {
    const { mail } = await verify('anna@d\u0430.test', {});

    expect(mail.queries[0]).toBe('MX xn--d-8sb.test');
    expect((await verify('\u0430nna@d.test', {})).verdict.status).not.toBe('safe');
  });
});
