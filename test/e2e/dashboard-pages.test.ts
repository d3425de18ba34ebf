import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { chromiumPath, launchChromium, logIn, NO_CHROMIUM } from './browser.ts';
import { findPages, wordsOf, type FoundPage } from './dashboard-crawl.ts';
import { startReferenceServer, type ReferenceServer } from './reference-server.ts';

const EMAIL = 'visitor@example.com';
const PASSWORD = 'a password of the tests';
const HOSTILE = '"><script>alert(1)</script>';
/** The first page, its stylesheet and its scripts together. */
const MOST_BYTES = 30_000;

const widths = [1440, 820, 390, 320] as const;
const schemes = ['light', 'dark'] as const;
/** Pictures of all pages are stored here, for a person who compares them with earlier ones. */
const pictures = process.env['SCREENSHOTS'];

if (chromiumPath === undefined) console.warn(NO_CHROMIUM);

describe.skipIf(chromiumPath === undefined)('every page of the dashboard in Chromium', () => {
  let server: ReferenceServer;
  let browser: Browser;
  let pages: readonly FoundPage[];
  let state: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;
  const opened = new AsyncDisposableStack();

  const openTab = async () =>
    await (await browser.newContext({ baseURL: server.url, storageState: state })).newPage();

  beforeAll(async () => {
    server = await startReferenceServer();
    opened.defer(async () => await server.close());
    browser = await launchChromium(chromiumPath ?? '');
    opened.defer(async () => await browser.close());
    const account = (await server.admin('/accounts', { email: EMAIL, password: PASSWORD, balance: 10 })) as {
      readonly api_key: string;
    };
    await createJobs(server.url, account.api_key);
    const page = await browser.newPage({ baseURL: server.url, javaScriptEnabled: false });
    await page.goto('/dashboard/log-in');
    await logIn(page, EMAIL, PASSWORD);
    state = await page.context().storageState();
    pages = await findPages(page);
    await page.close();
  });
  afterAll(async () => {
    await opened.disposeAsync();
  });

  test('is reached by links', () => {
    const kinds = pages.map(({ kind }) => kind);

    expect(kinds).toEqual(
      expect.arrayContaining(['/dashboard/jobs', '/dashboard/jobs/sk_job_ID', '/dashboard/credits']),
    );
    expect(kinds.length).toBeGreaterThan(20);
  });

  test('fits on every screen, in light and dark, and axe and the browser find no fault', async () => {
    const page = await openTab();
    const faults: string[] = [];
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('dialog', (dialog) => void dialog.dismiss().then(() => faults.push(dialog.message())));
    for (const { address, kind, words } of pages) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: widths[0], height: 900 });
      await page.goto(address);
      expect([kind, await wordsOf(page)]).toEqual([kind, words]);
      await page.evaluate(axe.source);
      faults.push(...(await findFaults(page, kind)));
    }
    await page.context().close();

    expect(faults).toEqual([]);
  });

  test(`loads less than ${MOST_BYTES} bytes for the first page, all from its own origin`, async () => {
    const page = await openTab();
    const loads: { url: string; size: Promise<number> }[] = [];
    page.on('requestfinished', (request) =>
      loads.push({
        url: request.url(),
        size: request
          .sizes()
          .then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize),
      }),
    );
    await page.goto('/dashboard', { waitUntil: 'networkidle' });
    const sizes = await Promise.all(loads.map(async ({ size }) => await size));
    await page.context().close();

    expect(loads.filter(({ url }) => !url.startsWith(server.url))).toEqual([]);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
  });
});

async function createJobs(url: string, key: string): Promise<void> {
  const bodies = [
    [
      'scrape',
      { query: HOSTILE, location: 'Austin, Texas', max_leads: 3, webhook_url: 'https://127.0.0.1:9/hook' },
    ],
    ['verify', { emails: ['info@place-1.test', 'info@place-2.test', 'a@gmial.com'] }],
    ['scrape', { query: 'dentists', location: 'Austin, Texas', max_leads: 12, verify_emails: true }],
  ] as const;
  for (const [kind, body] of bodies) {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const path = `${url}/api/v1/${kind}/jobs`;
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    const { job_id: id } = (await response.json()) as { readonly job_id: string };
    await vi.waitFor(
      async () => {
        const job = (await (await fetch(`${path}/${id}`, { headers })).json()) as { readonly status: string };
        expect(job.status).toMatch(/completed|failed/);
      },
      { timeout: 60_000, interval: 200 },
    );
  }
}

/** Looks at the open page on every screen, and returns what is wrong with it. */
async function findFaults(page: Page, kind: string): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const needed = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (needed > width) faults.push(`${kind} needs ${needed} of ${width} px`);
      await takePicture(page, `${kind}-${width}-${colorScheme}`);
    }
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    faults.push(
      ...violations.map(({ id, nodes }) => `${kind}: ${id} at ${nodes.map(({ html }) => html).join(' ')}`),
    );
  }
  return faults;
}

async function takePicture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  await mkdir(pictures, { recursive: true });
  const file = name.replaceAll(/[^\w-]+/g, '_').replace(/^_/, '');
  await page.screenshot({ path: join(pictures, `${file}.png`), fullPage: true });
}
