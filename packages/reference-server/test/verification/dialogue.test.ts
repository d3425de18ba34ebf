import { readFileSync } from 'node:fs';
import { FakeClock } from '@scrapekit/core/testing';
import { describe, expect, test } from 'vitest';
import { createVerifier } from '../../src/verification/verify.ts';
import type { SmtpScript } from '../../src/world/smtp/script.ts';
import { mailboxes, startScriptedMail } from './scripted-mail.ts';
import { anna, ok, verify } from './verify-scripted.ts';

const tls = {
  cert: readFileSync(new URL('../../../../test/fixtures/tls/cert.pem', import.meta.url), 'utf8'),
  key: readFileSync(new URL('../../../../test/fixtures/tls/key.pem', import.meta.url), 'utf8'),
};
const short = { timeoutMs: 400 };
/** For verifications that end before their time limit, on a busy machine too. */
const long = { timeoutMs: 30_000 };
const longPoll = { timeout: 30_000 };

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
    await using mail = await startScriptedMail({ hosts: { 'mx.d.test': { recipient } } });
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
    expect(mail.counters.smtpRecipients).toBe(5);
  });

  test.each([
    ['safe', '550 5.1.1 User unknown'],
    ['catch_all', ok],
  ])(
    'C147: returns %s at a host that defers every address for some time after its first question',
    async (status, answerToOthers) => {
      const clock = new FakeClock();
      const firstAsked = new Map<string, number>();
      const recipient = (address: string) => {
        const since = firstAsked.get(address) ?? clock.now();
        firstAsked.set(address, since);
        if (clock.now() - since < 25_000) return '450 4.2.0 Greylisted, come back later';
        return address === 'anna@d.test' ? ok : answerToOthers;
      };

      const { verdict } = await verify('anna@d.test', { recipient }, { clock, retryDelaysMs: [30_000] });

      expect(verdict.status).toBe(status);
    },
  );

  test('asks one recipient per connection when that is set', async () => {
    const { status, mail } = await verify('anna@d.test', anna, { recipientsPerConnection: 1 });

    expect(status).toBe('safe');
    expect(mail.counters).toMatchObject({ mostRecipientsPerConnection: 1, smtpConnections: 2 });
  });

  test('rejects with the reason of its signal', async () => {
    await using mail = await startScriptedMail({ hosts: { 'mx.d.test': { silentAt: 'RCPT' } } });
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
    await using mail = await startScriptedMail({ hosts: {} });

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
    await using mail = await startScriptedMail({ hosts: { 'mx.d.test': anna } });
    const verifier = createVerifier({ net: mail.net, allowTestTlds: true, connectionsPerHost: 3 });

    const verdicts = await Promise.all(
      Array.from({ length: 60 }, (_, index) => verifier.verify(`p${index}@d.test`)),
    );

    expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(['invalid']));
    expect(mail.counters.smtpConnections).toBeLessThanOrEqual(9);
    expect(mail.counters.mostRecipientsPerConnection).toBeLessThanOrEqual(10);
  });

  test('do not wait one after the other for a silent host', async () => {
    await using mail = await startScriptedMail({ hosts: { 'mx.d.test': { silentAt: 'CONNECT' } } });
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
    await using mail = await startScriptedMail({ hosts: { 'mx.d.test': anna } });
    const verifier = createVerifier({ net: mail.net, allowTestTlds: true });
    await Promise.all(['anna', 'ben', 'cleo'].map((name) => verifier.verify(`${name}@d.test`)));

    await expect.poll(mail.openSockets, longPoll).toBe(0);
  });
});
