import { describe, expect, test } from 'vitest';
import { createCrawler } from '../../src/leads/crawl.ts';
import { createDomainScanner } from '../../src/leads/scan-domain.ts';
import { createVerifier } from '../../src/verification/verify.ts';
import type { SmtpScript } from '../../src/world/smtp/script.ts';
import { mailboxes, startScriptedMail } from '../verification/scripted-mail.ts';
import { pages, startSites } from './crawl/start-sites.ts';

const ok = '250 2.1.5 Ok';
const everybody = mailboxes({ 'info@d.test': ok, 'anna@d.test': ok, 'bait@d.test': ok });
const home = `<p>info@d.test, gone@d.test</p><div style="display:none">bait@d.test</div>`;
const trap = 'suspected spam trap: stands on d.test only where no visitor sees it';

async function startScanner(html: string | null, script: SmtpScript = { recipient: everybody }) {
  const mail = await startScriptedMail({ hosts: { 'mx.d.test': script } });
  const sites = await startSites(html === null ? {} : { 'd.test': pages({ '/': html }) });
  const scanner = createDomainScanner({
    net: mail.net,
    crawler: createCrawler({ net: sites.net, allowTestTlds: true }),
    verifier: createVerifier({ net: mail.net, allowTestTlds: true }),
  });
  return {
    scanner,
    mail,
    sites,
    async [Symbol.asyncDispose]() {
      await mail[Symbol.asyncDispose]();
      await sites[Symbol.asyncDispose]();
    },
  };
}

describe('M02: a domain scan', () => {
  test('verifies the visible addresses, and lists suspected traps without verifying them', async () => {
    await using world = await startScanner(home);

    const scan = await world.scanner.scanDomain('http://d.test/');

    expect(scan).toMatchObject({
      domain: 'd.test',
      pages: ['http://d.test/'],
      emails: [
        { email: 'info@d.test', status: 'role', score: 80 },
        { email: 'gone@d.test', status: 'invalid', reason: 'mailbox not found' },
      ],
      suspectedTraps: [{ email: 'bait@d.test', reason: trap }],
      reason: null,
    });
  });

  test('lists an address at a look-alike of a big provider as a suspected trap', async () => {
    await using world = await startScanner('<p>info@d.test, harbor@hotmial.com</p>');

    const scan = await world.scanner.scanDomain('http://d.test/');

    expect(scan.emails.map(({ email }) => email)).toEqual(['info@d.test']);
    expect(scan.suspectedTraps).toEqual([
      { email: 'harbor@hotmial.com', reason: 'suspected spam trap: hotmial.com looks like hotmail.com' },
    ]);
    expect(await world.scanner.validateEmail('harbor@hotmial.com')).toMatchObject({
      suspectedTrap: 'suspected spam trap: hotmial.com looks like hotmail.com',
    });
  });

  test.each([
    ['', null, '', 'no such website'],
    ['http://d.test/', null, 'd.test', 'website cannot be read'],
    ['d.test', '<p>Call us</p>', 'd.test', 'no addresses on the website'],
  ])('of %j gives the reason %j', async (website, html, domain, reason) => {
    await using world = await startScanner(html);

    expect(await world.scanner.scanDomain(website)).toMatchObject({ domain, emails: [], reason });
  });

  test('rejects when its signal aborts', async () => {
    await using world = await startScanner(home, { silentAt: 'RCPT' });
    const caller = new AbortController();
    const scan = world.scanner.scanDomain('http://d.test/', caller.signal);
    setTimeout(() => caller.abort(new Error('cancelled')), 50);

    await expect(scan).rejects.toThrow('cancelled');
  });
});

describe('M02: a validation', () => {
  test('distinguishes a suspected trap from a visible address', async () => {
    await using world = await startScanner(home);

    expect(await world.scanner.validateEmail('Bait@d.test')).toMatchObject({
      email: 'bait@d.test',
      status: 'safe',
      suspectedTrap: trap,
    });
    expect(await world.scanner.validateEmail('anna@d.test')).toMatchObject({
      status: 'safe',
      suspectedTrap: null,
    });
  });

  test('crawls a website once for all addresses of a domain', async () => {
    await using world = await startScanner(home);

    await Promise.all(['anna', 'info', 'bait'].map((name) => world.scanner.validateEmail(`${name}@d.test`)));

    expect(world.sites.requests.filter((request) => request === 'd.test /')).toHaveLength(1);
  });

  test.each(['nobody@d.test', 'not an address', 'someone@mailinator.com'])(
    'of %j crawls no website, because the address receives no mail',
    async (email) => {
      await using world = await startScanner(home);

      const { suspectedTrap } = await world.scanner.validateEmail(email);

      expect(suspectedTrap).toBeNull();
      expect(world.sites.requests).toEqual([]);
    },
  );
});
