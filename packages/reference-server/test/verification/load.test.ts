import { describe, expect, test } from 'vitest';
import { mailboxes } from './scripted-mail.ts';
import { ok, verify } from './verify-scripted.ts';

/** Keeps this process from doing anything else, as a busy machine does. */
function standStill(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('a verdict does not depend on the load of this machine', () => {
  test.each([
    ['the address', (recipient: string) => recipient === 'anna@d.test'],
    ['the invented mailbox', (recipient: string) => recipient !== 'anna@d.test'],
    ['every recipient', () => true],
  ])('when it stands still for longer than the time limit at the answer about %s', async (_what, stalls) => {
    const answer = mailboxes({ 'anna@d.test': ok });
    const recipient = (address: string): string => {
      if (stalls(address)) standStill(700);
      return answer(address);
    };

    const { verdict } = await verify('anna@d.test', { recipient }, { timeoutMs: 400 });

    expect(verdict).toMatchObject({ status: 'safe', checks: { catch_all: false } });
  });

  test('when connections break at the answer about the invented mailbox', async () => {
    let broken = 0;
    const answer = mailboxes({ 'anna@d.test': ok });
    const script = {
      recipient: answer,
      get dropBefore() {
        return ++broken === 12 ? 'RCPT' : '';
      },
    };

    expect((await verify('anna@d.test', script)).status).toBe('safe');
  });

  test('and a host that is really silent still ends it', async () => {
    const startedAt = performance.now();
    const { verdict } = await verify('anna@d.test', { silentAt: 'RCPT' }, { timeoutMs: 400 });

    expect(verdict).toMatchObject({ status: 'unknown', reason: 'smtp timeout' });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
