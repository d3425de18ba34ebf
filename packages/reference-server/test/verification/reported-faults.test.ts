import { describe, expect, test } from 'vitest';
import type { MxRecord } from '../../src/net/net.ts';
import { createVerifier } from '../../src/verification/verify.ts';
import { reportedFaults } from './reported-faults.ts';
import { failure, mailboxes, startScriptedMail, type ScriptedMailOptions } from './scripted-mail.ts';
import { anna, ok, verify } from './verify-scripted.ts';

// Reports: reacherhq/check-if-email-exists 48, 756, 781, 900, 1334, 1469; AfterShip/email-verifier 57, 72, 218;
// mfbx9da4/deep-email-validator 30, 77; the tables of bounces of sisimai/p5-sisimai.
describe('an address', () => {
  test.each(reportedFaults)(
    'that $what: $email, "$reply" → $right',
    async ({ email, reply, toAll, right }) => {
      const [, domain = ''] = email.split('@');
      const postmaster = toAll === true ? reply : ok;
      const recipient = mailboxes(
        { [email]: reply, [`postmaster@${domain}`]: postmaster },
        toAll === true ? reply : '550 5.1.1 User unknown',
      );

      const { status } = await verify(email, { hosts: { [`mx.${domain}`]: { recipient, ehlo: utf8Ehlo } } });

      expect(right).toContain(status);
    },
  );
});

const utf8Ehlo = '250-mx\n250-SMTPUTF8\n250 8BITMIME';
const mxOf = (...exchanges: readonly string[]): Readonly<Record<string, readonly MxRecord[]>> => ({
  'd.test': exchanges.map((exchange, index) => ({ exchange, priority: index * 10 })),
});

describe('a domain whose mail host no sender reaches', () => {
  test.each<readonly [string, Partial<ScriptedMailOptions>]>([
    ['localhost', { mx: mxOf('localhost') }],
    ['a name below localhost', { mx: mxOf('mail.localhost') }],
    ['localhost.localdomain', { mx: mxOf('localhost.localdomain') }],
    ['0.0.0.0', { mx: mxOf('0.0.0.0') }],
    ['127.0.0.1 with a dot at its end', { mx: mxOf('127.0.0.1.') }],
    ['a private address', { mx: mxOf('10.1.2.3') }],
    ['a private IPv6 address', { mx: mxOf('fd12::1') }],
    ['two local names', { mx: mxOf('localhost', '192.168.1.10') }],
    ['a host that does not exist', { mx: mxOf('gone.d.test'), addresses: { 'gone.d.test': 'ENOTFOUND' } }],
    ['three hosts that do not exist', { mx: mxOf('gone.d.test', 'also.d.test', 'third.d.test') }],
    ['a host at a private address', { mx: mxOf('in.d.test'), addresses: { 'in.d.test': ['192.168.0.5'] } }],
    ['no mail at all, said twice', { mx: mxOf('', '.') }],
  ])('%s → invalid', async (_what, dns) => {
    const { verdict } = await verify('anna@d.test', { hosts: {}, ...dns });

    expect(verdict).toMatchObject({ status: 'invalid', score: 0, checks: { mx: 'fail', smtp: 'fail' } });
  });

  test('is told from one that a network refuses to reach: localhost behind a name', async () => {
    const { verdict, mail } = await verifyOn({
      connect: () => Promise.reject(failure('EBLOCKED')),
      resolve4: () => Promise.resolve(['127.0.0.1']),
    });

    expect(verdict).toMatchObject({ status: 'invalid', reason: 'mail server does not exist' });
    expect(mail.counters.smtpConnections).toBe(0);
  });

  test.each<readonly [string, Parameters<typeof verifyOn>[0]]>([
    [
      'has a public address beside a private one',
      {
        connect: () => Promise.reject(failure('EBLOCKED')),
        resolve4: () => Promise.resolve(['10.0.0.1', '93.184.215.14']),
      },
    ],
    [
      'cannot be looked up in time',
      {
        connect: () => Promise.reject(failure('ENOTFOUND')),
        resolve4: () => Promise.reject(failure('ETIMEOUT')),
      },
    ],
    [
      'has name servers that fail',
      {
        connect: () => Promise.reject(failure('ESERVFAIL')),
        resolve4: () => Promise.reject(failure('ESERVFAIL')),
      },
    ],
    [
      'refuses connections at the loopback address of a simulated internet',
      {
        connect: () => Promise.reject(failure('ECONNREFUSED')),
        resolve4: () => Promise.resolve(['127.0.0.1']),
      },
    ],
    [
      'is blocked by this network',
      {
        connect: () => Promise.reject(failure('EHOSTUNREACH')),
        resolve4: () => Promise.reject(failure('ENOTFOUND')),
      },
    ],
  ])('is told from one that %s → unknown', async (_what, changed) => {
    expect((await verifyOn(changed)).verdict.status).toBe('unknown');
  });

  test.each<readonly [string, ScriptedMailOptions]>([
    ['has one more host', { hosts: { 'b.d.test': anna }, mx: mxOf('localhost', 'b.d.test') }],
    [
      'has its working host behind a missing one',
      { hosts: { 'b.d.test': anna }, mx: mxOf('gone.d.test', 'b.d.test') },
    ],
  ])('is told from one that %s → safe', async (_what, mailHosts) => {
    expect((await verify('anna@d.test', mailHosts)).status).toBe('safe');
  });

  test('is told from one with more hosts than are tried → unknown', async () => {
    const hosts = ['a.d.test', 'b.d.test', 'c.d.test', 'e.d.test'];

    expect((await verify('anna@d.test', { hosts: {}, mx: mxOf(...hosts) })).status).toBe('unknown');
  });
});

/** Verifies an address on a network in which some methods are replaced. */
async function verifyOn(changed: Partial<Awaited<ReturnType<typeof startScriptedMail>>['net']>) {
  await using mail = await startScriptedMail({ hosts: {} });
  const verdict = await createVerifier({ net: { ...mail.net, ...changed }, allowTestTlds: true }).verify(
    'anna@d.test',
  );
  return { verdict, mail };
}

describe('an address with letters beyond ASCII (RFC 6531)', () => {
  const accepts = { recipient: mailboxes({ 'jörg@d.test': ok }) };

  test('is invalid at a host without SMTPUTF8, as every sender finds', async () => {
    const { verdict, mail } = await verify('jörg@d.test', accepts);

    expect(verdict).toMatchObject({ status: 'invalid', reason: 'mail server accepts only ASCII addresses' });
    expect(mail.counters.smtpRecipients).toBe(0);
  });

  test('is asked about at a host with SMTPUTF8', async () => {
    expect((await verify('jörg@d.test', { ...accepts, ehlo: utf8Ehlo })).status).toBe('safe');
    expect((await verify('jorg@d.test', { ...accepts, ehlo: utf8Ehlo })).status).toBe('invalid');
  });

  test('at an international domain with an ASCII name needs no SMTPUTF8', async () => {
    const hosts = { 'mx.xn--bcher-kva.test': { recipient: mailboxes({ 'anna@xn--bcher-kva.test': ok }) } };

    expect((await verify('anna@bücher.test', { hosts })).status).toBe('safe');
  });

  test.each(['👍@d.test', 'anna❤@d.test', 'a☎b@d.test', '1\ufe0f\u20e3@d.test', 'x©@d.test'])(
    'is invalid with a symbol: %s',
    async (email) => {
      expect(await verify(email, { hosts: {} })).toMatchObject({
        status: 'invalid',
        reason: 'invalid syntax',
      });
    },
  );
});

describe('a look-alike of a big provider', () => {
  test.each(['gmial.com', 'hotmial.com', 'outlok.com', 'gmail.co', 'hotmail.con', 'iclod.com', 'yahooo.com'])(
    'is suspected to be a trap, and its mail host is not asked: %s',
    async (domain) => {
      const { verdict, mail } = await verify(`jane@${domain}`, { hosts: { [`mx.${domain}`]: {} } });

      expect(['safe', 'role', 'catch_all']).not.toContain(verdict.status);
      expect(verdict.reason).toMatch(
        /^suspected spam trap: \S+ looks like (?:gmail|hotmail|outlook|icloud|yahoo)\.com$/,
      );
      expect(mail.dialled).toEqual([]);
    },
  );

  test('that a list calls disposable stays disposable', async () => {
    const { verdict } = await verify('jane@gamil.com', { hosts: {} });

    expect(verdict).toMatchObject({
      status: 'disposable',
      reason: 'suspected spam trap: gamil.com looks like gmail.com',
    });
  });

  test('that does not exist is invalid', async () => {
    expect(await verify('jane@iclod.com', { hosts: {}, mx: { 'iclod.com': 'ENOTFOUND' } })).toMatchObject({
      status: 'invalid',
      reason: 'domain does not exist',
    });
  });

  test.each(['mail.com', 'email.com', 'ymail.com', 'cloud.com', 'googlemail.com', 'yahoo.co.uk'])(
    'is told from a domain of its own: %s',
    async (domain) => {
      const recipient = mailboxes({ [`jane@${domain}`]: ok });

      expect((await verify(`jane@${domain}`, { hosts: { [`mx.${domain}`]: { recipient } } })).status).toBe(
        'safe',
      );
    },
  );
});
