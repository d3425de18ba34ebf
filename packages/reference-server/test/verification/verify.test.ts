import { readFileSync } from 'node:fs';
import { FakeClock } from '@scrapekit/core/testing';
import { describe, expect, test } from 'vitest';
import { createVerifier, type VerifierOptions } from '../../src/verification/verify.ts';
import type { SmtpScript } from '../../src/world/smtp/script.ts';
import { mailboxes, startMailWorld, type MailWorldOptions } from './mail-world.ts';

const tls = {
  cert: readFileSync(new URL('../../../../test/fixtures/tls/cert.pem', import.meta.url), 'utf8'),
  key: readFileSync(new URL('../../../../test/fixtures/tls/key.pem', import.meta.url), 'utf8'),
};
const ok = '250 2.1.5 Ok';
const anna = { recipient: mailboxes({ 'anna@d.test': ok, 'info@d.test': ok, 'postmaster@d.test': ok }) };
const short = { timeoutMs: 400 };
/** For verifications that end before their time limit, on a busy machine too. */
const long = { timeoutMs: 30_000 };
const longPoll = { timeout: 30_000 };

async function verify(
  email: string,
  world: SmtpScript | MailWorldOptions,
  options: Omit<VerifierOptions, 'net'> = {},
) {
  await using mail = await startMailWorld('hosts' in world ? world : { hosts: { 'mx.d.test': world } });
  const verdict = await createVerifier({ allowTestTlds: true, ...options, net: mail.net }).verify(email);
  return { verdict, mail, ...verdict };
}

const answering = (reply: string): SmtpScript => ({
  recipient: mailboxes({ 'anna@d.test': reply, 'postmaster@d.test': ok }),
});

describe('a verdict', () => {
  test('C122, C123, C124, C125: is in the documented form', async () => {
    const { verdict } = await verify('Anna@D.Test', anna);

    expect(verdict).toEqual({
      email: 'anna@d.test',
      status: 'safe',
      score: 95,
      reason: null,
      checks: {
        syntax: 'pass',
        mx: 'pass',
        smtp: 'pass',
        disposable: false,
        role_account: false,
        catch_all: false,
        free_provider: false,
      },
    });
  });

  test.each([
    ['anna@d.test', anna, 'safe', 95, null, 'pass'],
    ['info@d.test', anna, 'role', 80, null, 'pass'],
    ['info+web@d.test', { recipient: mailboxes({ 'info+web@d.test': ok }) }, 'role', 80, null, 'pass'],
    ['ben@d.test', anna, 'invalid', 0, 'mailbox not found', 'fail'],
    ['info@d.test', { recipient: mailboxes({}) }, 'invalid', 0, 'mailbox not found', 'fail'],
    ['anna@d.test', {}, 'catch_all', 55, null, 'pass'],
    ['info@d.test', {}, 'catch_all', 50, null, 'pass'],
    ['anna@d.test', answering('552 5.2.2 Mailbox full'), 'inbox_full', 35, 'mailbox full', 'fail'],
    ['anna@d.test', answering('452 4.2.2 Mailbox full'), 'inbox_full', 35, 'mailbox full', 'timeout'],
    ['anna@d.test', answering('550 5.2.1 Account disabled'), 'disabled', 5, 'account disabled', 'fail'],
    ['anna@d.test', answering('450 4.2.0 Greylisted'), 'unknown', 15, 'smtp deferred', 'timeout'],
    ['anna@d.test', answering('550 5.7.1 Client host blocked'), 'unknown', 15, 'smtp blocked', 'timeout'],
    ['anna@d.test', answering('550 Rejected'), 'invalid', 0, 'mailbox not found', 'fail'],
    ['anna@d.test', { recipient: () => '550 Rejected' }, 'unknown', 15, 'smtp inconclusive', 'timeout'],
    ['anna@d.test', { mail: () => '550 5.7.1 Go away' }, 'unknown', 15, 'smtp blocked', 'timeout'],
    ['anna@d.test', { mail: () => '550 5.1.1 User unknown' }, 'unknown', 15, 'smtp blocked', 'timeout'],
    ['anna@d.test', { greeting: '554 No SMTP service here' }, 'unknown', 15, 'smtp blocked', 'timeout'],
    ['anna@d.test', { greeting: '521 No mail here' }, 'invalid', 0, 'domain accepts no mail', 'fail'],
    ['anna@d.test', { greeting: '421 Busy' }, 'unknown', 15, 'smtp deferred', 'timeout'],
  ] as const)(
    'C127, C147, C148, C149: %s at %o is %s, %d, %s',
    async (email, script, status, score, reason, smtp) => {
      const { verdict, mail } = await verify(email, script);

      expect(verdict).toMatchObject({ status, score, reason, checks: { smtp, mx: 'pass', syntax: 'pass' } });
      expect(mail.counters).toMatchObject({ dataCommands: 0, vrfyCommands: 0 });
    },
  );

  test('C147: has a lower score for free providers', async () => {
    const hosts = {
      'mx.gmail.com': { recipient: mailboxes({ 'anna@gmail.com': ok, 'sales@gmail.com': ok }) },
    };

    expect(await verify('anna@gmail.com', { hosts })).toMatchObject({
      status: 'safe',
      score: 88,
      checks: { free_provider: true },
    });
    expect(await verify('sales@gmail.com', { hosts })).toMatchObject({ status: 'role', score: 70 });
  });

  test.each(['anna@mailinator.com', 'info@guerrillamail.com', 'Anna@10MinuteMail.com'])(
    'C149, C152: on %s is disposable without a look-up or a connection',
    async (email) => {
      const { verdict, mail } = await verify(email, { hosts: {} });

      expect(verdict).toMatchObject({
        status: 'disposable',
        score: 0,
        reason: 'disposable domain',
        checks: { disposable: true },
      });
      expect([mail.dialled, mail.queries]).toEqual([[], []]);
    },
  );

  test('C121: on bad syntax is invalid without a look-up', async () => {
    const { verdict, mail } = await verify('a..b@X.com', { hosts: {} });

    expect(verdict).toMatchObject({
      email: 'a..b@x.com',
      status: 'invalid',
      score: 0,
      reason: 'invalid syntax',
      checks: { syntax: 'fail' },
    });
    expect(mail.queries).toEqual([]);
  });

  test('on a reserved domain is invalid unless that is allowed', async () => {
    expect(await verify('anna@d.test', anna, { allowTestTlds: false })).toMatchObject({
      status: 'invalid',
      checks: { mx: 'fail' },
    });
  });
});

describe('DNS records', () => {
  const mx = (records: readonly { exchange: string; priority: number }[] | string) => ({ 'd.test': records });

  test.each([
    ['a null MX', { mx: mx([{ exchange: '', priority: 0 }]) }, 'invalid', 'domain accepts no mail'],
    ['no such domain', { mx: mx('ENOTFOUND') }, 'invalid', 'domain does not exist'],
    ['no records', { mx: mx('ENODATA') }, 'invalid', 'domain has no mail server'],
    ['no records at all', { mx: mx([]) }, 'invalid', 'domain has no mail server'],
    ['a failure', { mx: mx('ESERVFAIL') }, 'unknown', 'dns failure'],
    ['a refusal', { mx: mx('EREFUSED') }, 'unknown', 'dns failure'],
    ['a time-out', { mx: mx('ETIMEOUT') }, 'unknown', 'dns failure'],
    [
      'no MX and a failure',
      { mx: mx('ENODATA'), addresses: { 'd.test': 'ESERVFAIL' } },
      'unknown',
      'dns failure',
    ],
  ] as const)('with %s → %s', async (_name, dns, status, reason) => {
    const { verdict, mail } = await verify('anna@d.test', { hosts: {}, ...dns });

    expect(verdict).toMatchObject({ status, reason, checks: { mx: 'fail' } });
    expect(mail.dialled).toEqual([]);
  });

  test.each([
    ['an IPv4', { 'd.test': ['192.0.2.1'] }],
    ['an IPv6', { '6:d.test': ['2001:db8::1'] }],
  ])('with %s address and no MX make the domain the mail host', async (_name, addresses) => {
    const { verdict, mail } = await verify('anna@d.test', {
      hosts: { 'd.test': anna },
      mx: mx('ENODATA'),
      addresses,
    });

    expect(verdict).toMatchObject({ status: 'safe', checks: { mx: 'pass' } });
    expect(mail.dialled).toEqual(['d.test:25']);
  });

  test('give the order of the hosts, and at most three are tried', async () => {
    const records = [40, 10, 30, 20].map((priority) => ({ exchange: `MX${priority}.d.test`, priority }));
    const { mail, reason } = await verify('anna@d.test', {
      hosts: { 'mx10.d.test': 'refused' },
      mx: mx(records),
    });

    expect(mail.dialled).toEqual(['mx10.d.test:25', 'mx20.d.test:25', 'mx30.d.test:25']);
    expect(reason).toBe('smtp unreachable');
  });

  test('are looked up once for many addresses of a domain', async () => {
    await using mail = await startMailWorld({ hosts: { 'mx.d.test': anna } });
    const verifier = createVerifier({ net: mail.net, allowTestTlds: true });

    await Promise.all(Array.from({ length: 20 }, (_, index) => verifier.verify(`p${index}@d.test`)));

    expect(mail.queries).toEqual(['MX d.test']);
  });
});

describe('several mail hosts', () => {
  const two = [
    { exchange: 'a.d.test', priority: 1 },
    { exchange: 'b.d.test', priority: 2 },
  ];

  test.each([
    ['refuses connections', 'refused'],
    ['never answers', 'unanswered'],
    ['greets with a refusal', { greeting: '554 Not today' }],
    ['closes the connection at once', { dropBefore: 'CONNECT' }],
    ['does not use SMTP', { greeting: 'HTTP/1.1 400 Bad Request' }],
    ['is silent', { silentAt: 'CONNECT' }],
    ['accepts no mail', { greeting: '521 No mail here' }],
    ['defers every sender', { mail: () => '451 Try later' }],
  ] as const)('are tried in order: the second one when the first %s', async (_name, first) => {
    const hosts = { 'a.d.test': first, 'b.d.test': anna };

    expect((await verify('anna@d.test', { hosts, mx: { 'd.test': two } }, { timeoutMs: 5_000 })).status).toBe(
      'safe',
    );
  });

  test('are not tried after one gave an answer about the mailbox', async () => {
    const hosts = { 'a.d.test': { recipient: mailboxes({}) }, 'b.d.test': {} };

    expect((await verify('anna@d.test', { hosts, mx: { 'd.test': two } })).status).toBe('invalid');
  });
});

describe('the dialogue', () => {
  test.each<readonly [string, SmtpScript]>([
    ['supports only HELO', { ...anna, ehlo: '502 5.5.1 What?' }],
    ['answers in several lines', { ...anna, greeting: '220-mx.d.test\n220-no junk please\n220 ready' }],
    ['answers in pieces', { ...anna, chopBytes: 3 }],
    ['ends lines with LF', { ...anna, bareLineFeeds: true }],
    ['sends a late greeting', { ...anna, greetingDelayMs: 150 }],
    [
      'requires TLS at MAIL',
      {
        ...anna,
        tls,
        mail: (_sender, encrypted) =>
          encrypted ? '250 Ok' : '530 5.7.0 Must issue a STARTTLS command first',
      },
    ],
    ['closes the connection after the first recipient', { ...anna, dropAfter: 'RCPT' }],
    ['defers the second recipient', { ...anna, laterRecipient: '451 4.4.4 Temporary server error' }],
    ['refuses the second recipient', { ...anna, laterRecipient: '550 5.7.1 Too many recipients' }],
    ['has too many recipients', { ...anna, laterRecipient: '452 4.5.3 Too many recipients' }],
  ])('finds a mailbox at a host that %s', async (_name, script) => {
    const { status, mail } = await verify('anna@d.test', script);

    expect(status).toBe('safe');
    expect(mail.counters).toMatchObject({ dataCommands: 0, vrfyCommands: 0 });
  });

  test.each<readonly [string, SmtpScript, string]>([
    ['drips', { ...anna, dripMs: 30, chopBytes: 1 }, 'smtp timeout'],
    ['floods the greeting', { floodAt: 'CONNECT' }, 'smtp unreachable'],
    ['floods the answer', { floodAt: 'RCPT' }, 'smtp unreachable'],
    ['sends an endless greeting', { silentAt: 'CONNECT' }, 'smtp timeout'],
    ['is silent at EHLO', { silentAt: 'EHLO' }, 'smtp timeout'],
    ['is silent at RCPT', { silentAt: 'RCPT' }, 'smtp timeout'],
    ['closes the connection at RCPT', { dropBefore: 'RCPT' }, 'smtp unreachable'],
    ['closes the connection at MAIL', { dropBefore: 'MAIL' }, 'smtp unreachable'],
    ['sends a malformed reply', { recipient: () => 'yes' }, 'smtp unreachable'],
    [
      'requires TLS without support for it',
      { mail: () => '530 Must issue a STARTTLS command first' },
      'smtp blocked',
    ],
    [
      'answers twice',
      { recipient: () => '550 5.7.1 No\n', mail: () => '250 Ok\n250 Ok' },
      'smtp unreachable',
    ],
  ])('ends in time at a host that %s', async (_name, script, reason) => {
    const startedAt = performance.now();
    const limit = reason === 'smtp timeout' ? short : long;
    const { status, reason: given, checks } = await verify('anna@d.test', script, limit);

    expect([status, given, checks.smtp]).toEqual(['unknown', reason, 'timeout']);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });

  test.each<readonly [string, SmtpScript]>([
    ['sends nothing', { silentAt: 'RSET' }],
    ['defers others', { recipient: mailboxes({ 'anna@d.test': ok }, '451 4.3.0 Later') }],
    ['blocks others', { recipient: mailboxes({ 'anna@d.test': ok }, '550 5.7.1 Blocked for spam') }],
  ])('does not return safe when the host %s after an invented recipient', async (_name, script) => {
    const { verdict } = await verify('anna@d.test', script, short);

    expect(verdict).toMatchObject({
      status: 'catch_all',
      score: 55,
      reason: null,
      checks: { catch_all: true },
    });
  });

  test('asks about the invented mailbox last, and once for a domain', async () => {
    const asked: string[] = [];
    const recipient = (address: string) => (
      asked.push(address),
      /^p\d@/.test(address) ? ok : '550 5.1.1 User unknown'
    );
    await using mail = await startMailWorld({ hosts: { 'mx.d.test': { recipient } } });
    const verifier = createVerifier({ net: mail.net, allowTestTlds: true });

    const verdicts = await Promise.all([1, 2, 3].map((index) => verifier.verify(`p${index}@d.test`)));

    expect(verdicts.map(({ status }) => status)).toEqual(['safe', 'safe', 'safe']);
    expect(asked[0]).toMatch(/^p\d@d\.test$/);
    expect(asked.filter((address) => !/^p\d@/.test(address))).toHaveLength(1);
  });

  test('asks again about a deferred mailbox after each pause', async () => {
    const clock = new FakeClock();
    let asked = 0;
    const recipient = (address: string) =>
      address !== 'anna@d.test' ? '550 5.1.1 User unknown' : ++asked < 3 ? '451 4.7.1 Greylisted' : ok;
    const { status, mail } = await verify(
      'anna@d.test',
      { recipient },
      { clock, retryDelaysMs: [30_000, 120_000] },
    );

    expect(status).toBe('safe');
    expect(mail.counters.smtpRecipients).toBe(4);
  });

  test('asks one recipient per connection when that is set', async () => {
    const { status, mail } = await verify('anna@d.test', anna, { recipientsPerConnection: 1 });

    expect(status).toBe('safe');
    expect(mail.counters).toMatchObject({ mostRecipientsPerConnection: 1, smtpConnections: 2 });
  });

  test('rejects with the reason of its signal', async () => {
    await using mail = await startMailWorld({ hosts: { 'mx.d.test': { silentAt: 'RCPT' } } });
    const caller = new AbortController();
    const verdict = createVerifier({ net: mail.net, allowTestTlds: true }).verify(
      'anna@d.test',
      caller.signal,
    );
    await expect.poll(() => mail.counters.smtpConnections, longPoll).toBe(1);
    caller.abort(new Error('cancelled'));

    await expect(verdict).rejects.toThrow('cancelled');
  });

  test('refuses a HELO name or a sender with characters that end a command', async () => {
    await using mail = await startMailWorld({ hosts: {} });

    expect(() => createVerifier({ net: mail.net, heloName: 'a\r\nDATA' })).toThrow(
      'cannot stand in an SMTP command',
    );
    expect(() => createVerifier({ net: mail.net, mailFrom: 'a>\r\nDATA' })).toThrow(
      'cannot stand in an SMTP command',
    );
  });
});

describe('many addresses at once', () => {
  test('share the connections to a host', async () => {
    await using mail = await startMailWorld({ hosts: { 'mx.d.test': anna } });
    const verifier = createVerifier({ net: mail.net, allowTestTlds: true, connectionsPerHost: 3 });

    const verdicts = await Promise.all(
      Array.from({ length: 60 }, (_, index) => verifier.verify(`p${index}@d.test`)),
    );

    expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(['invalid']));
    expect(mail.counters.smtpConnections).toBeLessThanOrEqual(9);
    expect(mail.counters.mostRecipientsPerConnection).toBeLessThanOrEqual(10);
  });

  test('do not wait one after the other for a silent host', async () => {
    await using mail = await startMailWorld({ hosts: { 'mx.d.test': { silentAt: 'CONNECT' } } });
    const verifier = createVerifier({
      net: mail.net,
      allowTestTlds: true,
      connectionsPerHost: 2,
      timeoutMs: 600,
    });
    const startedAt = performance.now();

    const verdicts = await Promise.all(
      Array.from({ length: 50 }, (_, index) => verifier.verify(`p${index}@d.test`)),
    );

    expect(new Set(verdicts.map(({ reason }) => reason))).toEqual(new Set(['smtp timeout']));
    // One after the other on two connections, they would take 15 s.
    expect(performance.now() - startedAt).toBeLessThan(7_500);
  });

  test('leave no connection open', async () => {
    await using mail = await startMailWorld({ hosts: { 'mx.d.test': anna } });
    const verifier = createVerifier({ net: mail.net, allowTestTlds: true });
    await Promise.all(['anna', 'ben', 'cleo'].map((name) => verifier.verify(`${name}@d.test`)));

    await expect.poll(mail.openSockets, longPoll).toBe(0);
  });
});
