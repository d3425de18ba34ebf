import { readFile } from 'node:fs/promises';
import { devices, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium, logIn, NO_CHROMIUM } from './browser.ts';
import { startReferenceServer, type ReferenceServer } from './reference-server.ts';

const PASSWORD = 'a password of the tests';
const LEADS = 10;

if (chromiumPath === undefined) console.warn(NO_CHROMIUM);

/** The way of a person who has an account and wants a list: log in, order, watch, look at the rows, download them. */
describe.skipIf(chromiumPath === undefined)('the first verified list from the browser', () => {
  let server: ReferenceServer;
  let browser: Browser;
  const opened = new AsyncDisposableStack();

  beforeAll(async () => {
    server = await startReferenceServer();
    opened.defer(async () => await server.close());
    browser = await launchChromium(chromiumPath ?? '');
    opened.defer(async () => await browser.close());
  });
  afterAll(async () => {
    await opened.disposeAsync();
  });

  test.each([
    ['on a desktop', { javaScriptEnabled: true }, 'desktop@example.com'],
    ['on a phone', { ...devices['iPhone SE'], javaScriptEnabled: true }, 'phone@example.com'],
    [
      'on a phone without scripts',
      { ...devices['iPhone SE'], javaScriptEnabled: false },
      'plain@example.com',
    ],
  ])('is ordered, watched and downloaded %s', async (_where, device, email) => {
    await server.admin('/accounts', { email, password: PASSWORD, balance: 1 });
    const context = await browser.newContext({ ...device, baseURL: server.url });
    const page = await context.newPage();

    await page.goto('/dashboard/new/find-leads');
    await logIn(page, email, PASSWORD);
    await page.getByLabel('Kind of business').fill('dentists');
    await page.getByLabel('Place').fill('Austin, Texas');
    await page.getByLabel('Number of leads, at most').fill(String(LEADS));
    await page.getByLabel('Verify the e-mail addresses').check();
    await page.getByRole('button', { name: 'See the price' }).click();
    await page.getByRole('button', { name: 'Start the job' }).click();
    const state = page.locator('.job-state .state');
    const again = page.getByRole('link', { name: 'Load again' });
    if (device.javaScriptEnabled) await state.getByText('completed').waitFor();
    else while (await again.isVisible()) await again.click();

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('dentists in Austin, Texas');
    expect(await page.getByRole('table').first().getByRole('row').count()).toBeGreaterThanOrEqual(LEADS);
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV for Excel', exact: true }).click();
    const download = await downloading;
    const file = await readFile(await download.path(), 'utf8');
    const [head, ...rows] = file.trimEnd().split('\r\n');
    expect(download.suggestedFilename()).toMatch(/dentists.*austin.*\.csv$/i);
    expect(head).toMatch(/^\ufeff.*email_status/);
    expect(rows).toHaveLength(LEADS);
    expect(file).toMatch(/,(?:safe|role|catch_all)\r\n/);
    await context.close();
  });
});
