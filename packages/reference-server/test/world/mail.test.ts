import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { geocode } from '../../src/leads/geocode.ts';
import { matchNiche } from '../../src/leads/niches.ts';
import { createVerifier } from '../../src/verification/verify.ts';
import type { Verdict, VerificationStatus } from '../../src/verification/verdict.ts';
import { mailBehaviour, type MailBehaviour } from '../../src/world/mail/mail-behaviour.ts';
import { startWorld, type World } from '../../src/world/index.ts';
import { siteProfile, type SiteProfile } from '../../src/world/site/profile.ts';

const seed = 'mail test';
let now = 0;
const clock = { now: () => now, sleep: async (ms: number) => void (now += ms) };
let world: World;
let sites: readonly SiteProfile[];

beforeAll(async () => {
  world = await startWorld({ seed, clock });
  const hosts = new Set<string>();
  const search = { niche: matchNiche('restaurants')!, location: geocode('Austin, Texas')!, limit: 700 };
  for await (const { website } of world.source.discover(search)) {
    if (website !== '') hosts.add(new URL(website).hostname.replace(/^www\./, ''));
  }
  sites = [...hosts]
    .map((host) => siteProfile(seed, host)!)
    .filter(({ behaviour }) => behaviour !== 'expired');
});

afterAll(() => world.close());

const verifier = (options: { readonly retryDelaysMs?: readonly number[] } = {}) =>
  createVerifier({ net: world.net, allowTestTlds: true, clock, ...options });
const one = (behaviour: MailBehaviour): SiteProfile =>
  sites.find(({ domain, printed }) => mailBehaviour(seed, domain) === behaviour && printed.length > 0)!;

describe('the mailboxes of the simulated internet', () => {
  test('get each status with a realistic share, and receive no message', async () => {
    const emails = sites.flatMap(({ printed }) => printed.map(({ email }) => email));
    const patient = verifier({ retryDelaysMs: [30_000] });
    const verdicts: Verdict[] = [];
    for (let start = 0; start < emails.length; start += 50) {
      verdicts.push(
        ...(await Promise.all(emails.slice(start, start + 50).map((email) => patient.verify(email)))),
      );
    }
    const share = (...statuses: readonly VerificationStatus[]) =>
      verdicts.filter(({ status }) => statuses.includes(status)).length / verdicts.length;

    expect(verdicts.length).toBeGreaterThan(800);
    expect(share('safe', 'role')).toBeGreaterThan(0.7);
    expect(share('safe', 'role')).toBeLessThan(0.85);
    expect(share('role')).toBeGreaterThan(0.08);
    expect(share('role')).toBeLessThan(0.2);
    expect(share('disposable')).toBeGreaterThan(0.003);
    expect(share('disposable')).toBeLessThan(0.02);
    expect(share('catch_all')).toBeGreaterThan(0.04);
    expect(share('catch_all')).toBeLessThan(0.12);
    expect(share('invalid')).toBeGreaterThan(0.07);
    expect(share('invalid')).toBeLessThan(0.16);
    expect(share('disabled', 'inbox_full')).toBeGreaterThan(0);
    expect(share('unknown')).toBeGreaterThan(0);
    expect(share('unknown')).toBeLessThan(0.04);
    expect(world.counters).toMatchObject({ dataCommands: 0, vrfyCommands: 0 });
    expect(world.counters.mostRecipientsPerConnection).toBeLessThanOrEqual(10);
  });

  test('get the same verdicts in every simulated internet with the same seed', async () => {
    const emails = sites.slice(0, 40).flatMap(({ printed }) => printed.map(({ email }) => email));
    const other = await startWorld({ seed, clock });
    const again = createVerifier({ net: other.net, allowTestTlds: true, clock, retryDelaysMs: [30_000] });
    const patient = verifier({ retryDelaysMs: [30_000] });

    expect(await Promise.all(emails.map((email) => again.verify(email)))).toEqual(
      await Promise.all(emails.map((email) => patient.verify(email))),
    );
    await other.close();
  });

  test('include the documented hello@smileaustin.com, with its documented verdict', async () => {
    expect(await verifier().verify('hello@smileaustin.com')).toMatchObject({ status: 'safe', score: 95 });
    expect(await verifier().verify('admin@smileaustin.com')).toMatchObject({ status: 'role', score: 80 });
    expect(await verifier().verify('nobody@smileaustin.com')).toMatchObject({ status: 'invalid' });
  });

  test.each([
    ['catch-all', 'catch_all', null],
    ['blocking', 'unknown', 'smtp blocked'],
    ['unreachable', 'unknown', 'smtp unreachable'],
    ['no-mail', 'invalid', 'domain accepts no mail'],
    ['vague', 'invalid', 'mailbox not found'],
    ['old', 'invalid', 'mailbox not found'],
    ['one-recipient', 'invalid', 'mailbox not found'],
    ['hang-up', 'invalid', 'mailbox not found'],
    ['demands-tls', 'invalid', 'mailbox not found'],
    ['many-exchangers', 'invalid', 'mailbox not found'],
    ['slow', 'invalid', 'mailbox not found'],
  ] as const)('that do not exist at a %s host get the verdict %s', async (behaviour, status, reason) => {
    expect(await verifier().verify(`nobody.at.all@${one(behaviour).domain}`)).toMatchObject({
      status,
      reason,
    });
  });

  test('at a greylisting host are deferred at first and answered half a minute later', async () => {
    const email = `postmaster@${one('greylisting').domain}`;

    expect((await verifier().verify(email)).reason).toBe('smtp deferred');
    now += 30_000;
    expect((await verifier().verify(email)).reason).not.toBe('mailbox not found');
  });

  test('at unknown domains get the verdict invalid', async () => {
    expect(await verifier().verify('someone@example.org')).toMatchObject({
      status: 'invalid',
      reason: 'domain does not exist',
    });
  });
});

describe('a mail host that a test arranges', () => {
  const tls = {
    cert: readFileSync(new URL('../../../../test/fixtures/tls/cert.pem', import.meta.url), 'utf8'),
    key: readFileSync(new URL('../../../../test/fixtures/tls/key.pem', import.meta.url), 'utf8'),
  };

  test('gives verdicts by its script, also over TLS', async () => {
    world.arrangeMail('arranged.test', {
      script: {
        tls,
        mail: (_sender, encrypted) =>
          encrypted ? '250 Ok' : '530 5.7.0 Must issue a STARTTLS command first',
        recipient: (recipient) => (recipient === 'anna@arranged.test' ? '250 Ok' : '550 5.1.1 User unknown'),
      },
      exchangers: [
        { exchange: 'gone.arranged.test', priority: 5 },
        { exchange: 'mx.arranged.test', priority: 10 },
      ],
    });

    expect((await verifier().verify('anna@arranged.test')).status).toBe('safe');
    expect((await verifier().verify('ben@arranged.test')).status).toBe('invalid');
  });

  test('gives the reason unreachable when it refuses connections', async () => {
    world.arrangeMail('down.test', { script: 'refused' });

    expect((await verifier().verify('anna@down.test')).reason).toBe('smtp unreachable');
  });

  test('gives the reason unreachable when the faults reset its connections', async () => {
    world.arrangeMail('faulty.test', { script: {} });
    world.setFaults({ smtpReset: 1 });
    const { reason } = await verifier().verify('anna@faulty.test');
    world.setFaults({});

    expect(reason).toBe('smtp unreachable');
  });
});
