import { describe, expect, test } from 'vitest';
import { createEmailFinder } from '../../../src/leads/find-email.ts';
import { candidateAddresses } from '../../../src/leads/find-email/candidates.ts';
import { spellings } from '../../../src/leads/find-email/spellings.ts';
import { createCrawler } from '../../../src/leads/crawl.ts';
import type { SmtpScript } from '../../../src/world/smtp/script.ts';
import { mailboxes, startScriptedMail, type ScriptedMailOptions } from '../../verification/scripted-mail.ts';
import { pages, startSites } from '../crawl/start-sites.ts';

const ok = '250 2.1.5 Ok';

describe('the spellings of a name', () => {
  test.each([
    ['Anna', ['anna']],
    ['Jürgen', ['jurgen', 'juergen']],
    ['Großmann', ['grossmann']],
    ['Bjørn-Åge', ['bjornage', 'bjoernaage']],
    ["O'Brien", ['obrien']],
    ['van der Berg', ['vanderberg']],
    ['Peña', ['pena']],
    ['Łukasz', ['lukasz']],
    ['李', []],
    ['', []],
  ])('%s → %j', (name, expected) => {
    expect(spellings(name)).toEqual(expected);
  });
});

describe('the candidates', () => {
  const locals = (
    firstName: string,
    lastName: string,
    printed: readonly string[] = [],
    names: readonly { firstName: string; lastName: string }[] = [],
  ) =>
    candidateAddresses({ firstName, lastName }, 'd.test', { printed, names }).map((email) =>
      email.replace('@d.test', ''),
    );

  test('are the common patterns, most frequent first', () => {
    expect(locals('Anna', 'Berg')).toEqual(
      'anna.berg anna aberg annaberg a.berg berga anna_berg berg berg.anna anna-berg annab ab'.split(' '),
    );
  });

  test('start with addresses on the website that contain the name', () => {
    expect(locals('Anna', 'Berg', ['info@d.test', 'aberg@d.test', 'anna.berg@other.test'])[0]).toBe('aberg');
    expect(locals('Anna', 'Berg', ['anna.k.berg@d.test'])[0]).toBe('anna.k.berg');
  });

  test('continue with the pattern of colleagues', () => {
    expect(locals('Anna', 'Berg', ['j.miller@d.test', 'p.smith@d.test', 'x-y@d.test'])[0]).toBe('a.berg');
    expect(locals('Anna', 'Berg', ['john_miller@d.test'])[0]).toBe('anna_berg');
  });

  test.each([
    ['jdoe', 'aberg'],
    ['jane', 'anna'],
    ['doej', 'berga'],
    ['jane.d', 'anna.b'],
    ['doe_jane', 'berg_anna'],
  ])('use the pattern of %s when the website names its owner', (colleague, expected) => {
    const names = [
      { firstName: 'Harbor', lastName: 'Dental' },
      { firstName: 'Jane', lastName: 'Doe' },
    ];

    expect(locals('Anna', 'Berg', [`${colleague}@d.test`], names)[0]).toBe(expected);
  });

  test('use one name when the other is missing', () => {
    expect(locals('Anna', '')).toEqual(['anna']);
    expect(locals('', 'Berg')).toEqual(['berg']);
    expect(locals('', '')).toEqual([]);
  });
});

describe('the finder', () => {
  const anna = { firstName: 'Anna', lastName: 'Berg', website: 'http://www.d.test/' };

  async function find(
    script: SmtpScript,
    person = anna,
    printed = '',
    dns: Partial<ScriptedMailOptions> = {},
  ) {
    await using mail = await startScriptedMail({ hosts: { 'mx.d.test': script }, ...dns });
    await using sites = await startSites({ 'www.d.test': pages({ '/': `<p>${printed}</p>` }) });
    const crawler = createCrawler({ net: sites.net, allowTestTlds: true });
    const found = await createEmailFinder({ net: mail.net, allowTestTlds: true, crawler }).find(person);
    return { found, mail };
  }

  test('stops at the first mailbox that exists, on one connection', async () => {
    const { found, mail } = await find({ recipient: mailboxes({ 'annaberg@d.test': ok }) });

    expect(found).toEqual({ email: 'annaberg@d.test', status: 'safe', score: 95, reason: null });
    expect(mail.counters).toMatchObject({ smtpConnections: 1, smtpRecipients: 5, dataCommands: 0 });
  });

  test('returns the likeliest address of a catch-all domain after one probe', async () => {
    const { found, mail } = await find({}, anna, 'j.miller@d.test');

    expect(found).toMatchObject({ email: 'a.berg@d.test', status: 'catch_all', score: 55 });
    expect(mail.counters.smtpRecipients).toBe(2);
  });

  test.each([
    ['beside the address', '<p>Dr. Jane M. Doe &ndash; doej@d.test</p>'],
    [
      'in structured data',
      '<script type="application/ld+json">{"@type":"Person","name":"Jane Doe","email":"doej@d.test"}</script>',
    ],
  ])('learns the pattern of addresses from a name %s', async (_where, printed) => {
    const { found, mail } = await find({ recipient: mailboxes({ 'berga@d.test': ok }) }, anna, printed);

    expect(found).toMatchObject({ email: 'berga@d.test', status: 'safe' });
    expect(mail.counters.smtpRecipients).toBe(2);
  });

  test('asks about at most sixteen recipients', async () => {
    const person = { ...anna, firstName: 'Jürgen', lastName: 'Müller' };
    const { found, mail } = await find({ recipient: mailboxes({}) }, person);

    expect(found).toEqual({ email: null, status: 'not_found', score: 0, reason: 'mailbox not found' });
    expect(mail.counters.smtpRecipients).toBeLessThanOrEqual(16);
  });

  test('finds no address at a domain without mail', async () => {
    const { found, mail } = await find({}, anna, '', { mx: { 'd.test': [{ exchange: '', priority: 0 }] } });

    expect(found).toMatchObject({ email: null, status: 'not_found', reason: 'domain accepts no mail' });
    expect(mail.dialled).toEqual([]);
  });

  test('does not guess when the mail host gives no answer', async () => {
    const { found } = await find({ mail: () => '550 5.7.1 Blocked' });

    expect(found).toEqual({ email: null, status: 'unknown', score: 0, reason: 'smtp blocked' });
  });

  test('needs a website and a name', async () => {
    expect((await find({}, { ...anna, website: '' })).found.reason).toBe('no such website');
    expect((await find({}, { ...anna, firstName: '李', lastName: ' ' })).found.reason).toBe(
      'no name to look for',
    );
  });
});
