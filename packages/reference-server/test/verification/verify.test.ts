import { describe, expect, test } from 'vitest';
import { createVerifier } from '../../src/verification/verify.ts';
import type { SmtpScript } from '../../src/world/smtp/script.ts';
import { mailboxes, startScriptedMail } from './scripted-mail.ts';
import { anna, ok, verify } from './verify-scripted.ts';

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
    await using mail = await startScriptedMail({ hosts: { 'mx.d.test': anna } });
    const verifier = createVerifier({ net: mail.net, allowTestTlds: true });

    await Promise.all(Array.from({ length: 20 }, (_, index) => verifier.verify(`p${index}@d.test`)));

    expect(mail.queries).toEqual(['MX d.test']);
  });
});
