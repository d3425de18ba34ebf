import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium, logIn, NO_CHROMIUM } from './browser.ts';
import { openCallbackUrl, type CallbackUrl } from './callback-url.ts';
import { startReferenceServer, type ReferenceServer } from './reference-server.ts';

const EMAIL = 'visitor@example.com';
const PASSWORD = 'a password of the tests';
const LEADS = 12;

interface Account {
  readonly api_key: string;
  readonly webhook_secret: string;
}

if (chromiumPath === undefined) console.warn(NO_CHROMIUM);

describe.skipIf(chromiumPath === undefined)('the dashboard in Chromium, without JavaScript', () => {
  let server: ReferenceServer;
  let receiver: CallbackUrl;
  let page: Page;
  let account: Account;
  const opened = new AsyncDisposableStack();
  const consoleMessages: string[] = [];

  beforeAll(async () => {
    receiver = await openCallbackUrl();
    opened.defer(async () => await receiver.close());
    server = await startReferenceServer();
    opened.defer(async () => await server.close());
    const owner = { email: EMAIL, password: PASSWORD, balance: 10 };
    account = (await server.admin('/accounts', owner)) as Account;
    const browser = await launchChromium(chromiumPath ?? '');
    opened.defer(async () => await browser.close());
    page = await browser.newPage({ javaScriptEnabled: false, baseURL: server.url });
    page.on('console', (message) => consoleMessages.push(message.text()));
    await page.goto('/');
    await logIn(page, EMAIL, PASSWORD);
  });
  afterAll(async () => {
    await opened.disposeAsync();
  });

  const goTo = async (...names: readonly [string, ...string[]]) => {
    await page.getByRole('navigation', { name: 'Dashboard' }).getByRole('link', { name: names[0] }).click();
    for (const name of names.slice(1))
      await page.getByRole('main').getByRole('link', { name }).first().click();
  };
  const createScrape = async (key: string) =>
    await fetch(`${server.url}/api/v1/scrape/jobs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'dentists',
        location: 'Austin, Texas',
        max_leads: LEADS,
        webhook_url: receiver.url,
      }),
    });

  test('shows a job until it has ended, offers its results, and lists its webhook and its price', async () => {
    await createScrape(account.api_key);
    await goTo('Jobs', 'dentists in Austin, Texas');
    const again = page.getByRole('link', { name: 'Load again' });
    while (await again.isVisible()) await again.click();

    expect(await page.getByRole('status').textContent()).toBe('completed');
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV', exact: true }).click();
    const file = await readFile(await (await downloading).path(), 'utf8');
    expect(file.trimEnd().split('\r\n')).toHaveLength(LEADS + 1);

    await receiver.first();
    await goTo('Webhooks', 'Deliveries');
    const delivery = page.getByRole('row', { name: 'scrape.job.completed' });
    expect(await delivery.innerText()).toMatch(/\/callback[^]*delivered/);
    await goTo('Credits');
    expect(await page.getByRole('region', { name: 'Balance' }).textContent()).toContain('9.82');
    await goTo('Credits', 'Ledger');
    expect(await page.getByRole('row', { name: `${LEADS} leads` }).textContent()).toContain('-0.18');
  });

  test('C009, C010: shows a new key once, and deletes it after a confirmation', async () => {
    await goTo('Account', 'API keys');
    await page.getByLabel('Name of the key').fill('of the <browser>');
    await page.getByRole('button', { name: 'Create key' }).click();
    const key = (await page.getByText(/^sk_live_\w{40}$/).textContent()) ?? '';
    const before = await fetch(`${server.url}/api/v1/account`, {
      headers: { authorization: `Bearer ${key}` },
    });

    await goTo('Account', 'API keys');
    expect(await page.content()).not.toContain(key);
    await page.getByRole('link', { name: 'Delete of the <browser>' }).click();
    await page.getByRole('button', { name: 'Delete the key' }).click();
    const after = await fetch(`${server.url}/api/v1/account`, {
      headers: { authorization: `Bearer ${key}` },
    });

    expect([before.status, after.status]).toEqual([200, 401]);
    expect(await page.getByRole('status').textContent()).toContain('The key was deleted.');
  });

  test('C177, C183: shows the signing secret on request, and replaces it after a confirmation', async () => {
    await goTo('Webhooks', 'ScrapeKit');
    expect(await page.content()).not.toContain(account.webhook_secret);
    await page.getByRole('button', { name: 'Show the secret' }).click();
    expect(await page.content()).toContain(account.webhook_secret);

    await page.getByRole('link', { name: 'Replace it' }).click();
    await page.getByRole('button', { name: 'Replace the secret' }).click();
    await page.getByRole('button', { name: 'Show the secret' }).click();

    const shown = await page.getByText(/^whsec_[\w-]{43}$/).textContent();
    expect(shown).not.toBe(account.webhook_secret);
  });

  test('C180: asks for a log-in after the log-out, and no page violated its content policy', async () => {
    await page.getByRole('button', { name: 'Log out' }).click();
    expect(await page.getByRole('status').textContent()).toBe('You are logged out.');

    await page.goto('/dashboard/credits/ledger');

    expect(new URL(page.url()).pathname).toBe('/dashboard/log-in');
    expect(consoleMessages).toEqual([]);
  });
});
