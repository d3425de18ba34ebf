import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchChromium, NO_CHROMIUM } from '../../../../test/e2e/browser.ts';
import {
  PAGE_POLICY,
  pageFiles,
  renderDelivery,
  renderJobs,
  renderMessage,
  renderOverview,
} from '../../src/page/index.ts';
import { attempt, delivery, deliveryPage, job, jobs, overview, source, target } from './views.ts';

if (chromiumPath === undefined) console.warn(NO_CHROMIUM);

const ORIGIN = 'https://relay.example.com';
const LONG = 'a-very-long-name-without-a-place-to-break-it-'.repeat(4);
const deliveryStates = ['waiting', 'sending', 'delivered', 'stopped'] as const;
const targetStates = ['working', 'failing', 'stopped'] as const;
const jobStates = ['open', 'late', 'lost'] as const;

/** Pages with every state and with long texts, by the path below the pages. */
const pages = new Map([
  [
    '/',
    renderOverview({
      ...overview,
      sources: [source, { ...source, name: LONG, lastEventAt: null }],
      targets: targetStates.map((state) => ({ ...target, state, name: `${state}-${LONG}`.slice(0, 60) })),
      deliveries: {
        entries: deliveryStates.map((state, n) => ({
          ...delivery,
          id: `d${n}`,
          state,
          jobId: `${LONG}${n}`,
          isFromJob: n === 1,
        })),
        newer: 'n',
        older: 'o',
      },
    }),
  ],
  ['/empty', renderOverview({ ...overview, deliveries: { entries: [] }, filter: { state: 'stopped' } })],
  [
    '/deliveries/d1',
    renderDelivery({
      ...deliveryPage,
      delivery: { ...delivery, id: 'd1' },
      attempts: [{ ...attempt, number: 3, answer: LONG }, attempt],
    }),
  ],
  [
    '/jobs',
    renderJobs({ ...jobs, jobs: { entries: jobStates.map((state) => ({ ...job, state, error: LONG })) } }),
  ],
  ['/message', renderMessage({ title: 'Not found', root: './', text: 'There is no such delivery.' })],
]);

describe.skipIf(chromiumPath === undefined)('the pages in Chromium, without scripts', () => {
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? '');
    page = await browser.newPage();
    page.on('console', (message) => faults.push(message.text()));
    await page.route(`${ORIGIN}/**`, async (route) => {
      const path = new URL(route.request().url()).pathname.replace(/^\/status/, '');
      const file = pageFiles.find((each) => each.path === path);
      const body = file?.text ?? pages.get(path);
      await route.fulfill({
        status: body === undefined ? 404 : 200,
        contentType: file?.type ?? 'text/html; charset=utf-8',
        headers: { 'content-security-policy': PAGE_POLICY },
        body: body ?? 'There is nothing here.',
      });
    });
  });
  afterAll(async () => await browser.close());

  it.each([...pages.keys()])(
    '%s fits on every screen, and axe and the browser find no fault',
    async (path) => {
      await page.goto(`${ORIGIN}/status${path}`);
      await page.evaluate(axe.source);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const width of [1280, 800, 320]) {
          await page.setViewportSize({ width, height: 900 });
          const needed = await page.evaluate<number>('document.documentElement.scrollWidth');
          if (needed > width) faults.push(`needs ${needed} of ${width} px`);
          const pictures = process.env['SCREENSHOTS'];
          if (pictures !== undefined)
            await page.screenshot({
              path: `${pictures}/${path.replaceAll('/', '_')}-${width}-${colorScheme}.png`,
              fullPage: true,
            });
        }
        const { violations } = await page.evaluate<AxeResults>('axe.run()');
        faults.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)));
      }

      expect(faults.splice(0)).toEqual([]);
    },
  );

  it('leads from the overview to a delivery and back, wherever the pages are', async () => {
    await page.goto(`${ORIGIN}/status/`);
    await page.getByRole('link', { name: 'Attempts' }).nth(1).click();
    expect(page.url()).toBe(`${ORIGIN}/status/deliveries/d1`);
    await page.getByRole('button', { name: 'Send again' }).click();
    expect(page.url()).toBe(`${ORIGIN}/status/deliveries/d1/send-again`);

    await page.goto(`${ORIGIN}/status/deliveries/d1`);
    await page.getByRole('link', { name: 'Jobs' }).click();
    await page.getByRole('link', { name: 'Overview' }).click();
    expect(page.url()).toBe(`${ORIGIN}/status/`);
    faults.splice(0);
  });

  it('selects an address by one click, so that it can be copied', async () => {
    await page.goto(`${ORIGIN}/status/`);
    await page.getByText(source.webhookUrl).first().click();

    expect(await page.evaluate('getSelection().toString()')).toBe(source.webhookUrl);
  });

  it('filters by the form', async () => {
    await page.goto(`${ORIGIN}/status/`);
    await page.getByLabel('State').selectOption('stopped');
    await page.getByRole('button', { name: 'Filter' }).click();

    expect(new URL(page.url()).search).toBe('?target=&state=stopped');
  });
});
