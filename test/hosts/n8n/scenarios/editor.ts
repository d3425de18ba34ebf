import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { chromiumPath, launchChromium, NO_CHROMIUM } from '../../../e2e/browser.ts';
import { workflow } from '../workflow-draft.ts';
import type { World } from '../world.ts';
import { searchNodes } from './searches.ts';

/** Git ignores this folder. */
const folder = join(import.meta.dirname, '../../../../reports/n8n');
const SLOW_MS = 240_000;

if (chromiumPath === undefined) console.warn(NO_CHROMIUM);

export function describeEditor(world: () => World): void {
  test.skipIf(chromiumPath === undefined)(
    'the editor shows the form of the node, and an executed workflow, without an error',
    async () => {
      const { host } = world();
      const user = await world().createUser();
      const draft = workflow('Dentists in Austin', {
        ...searchNodes(user, { sleeps: true }),
        pinned: { Go: [{ query: 'dentists' }] },
      });
      const workflowId = await host.api.createWorkflow(draft);
      const executionId = await host.api.run(workflowId);
      await host.api.waitFor(String(executionId));
      await mkdir(folder, { recursive: true });
      await using browser = await openBrowser();
      const page = await browser.open(host);

      await page.goto(`/workflow/${workflowId}`, { waitUntil: 'domcontentloaded' });
      const node = page.locator('[data-test-id="canvas-node"][data-node-name="ScrapeKit"]');
      await node.waitFor();
      await page.screenshot({ path: join(folder, 'canvas.png') });
      const canvas = await node.innerText();
      await node.dblclick();
      const form = page.locator('[data-test-id="node-parameters"]');
      await form.getByText('Max Leads').first().waitFor();
      await page.screenshot({ path: join(folder, 'form.png') });
      const text = await form.innerText();
      await page.goto(`/workflow/${workflowId}/executions/${executionId}`, { waitUntil: 'domcontentloaded' });
      await page.getByText('Succeeded').first().waitFor();
      await page.screenshot({ path: join(folder, 'execution.png') });

      expect(canvas).toContain('Start and Wait: Scrape Job');
      for (const label of ['Query', 'Location', 'Max Leads', 'While Running', 'Output', 'Simplify'])
        expect(text).toContain(label);
      expect(text).toContain('Connect the output "Still Running" back to the input of this node.');
      expect(browser.errors).toEqual([]);
    },
  );
}

interface EditorBrowser extends AsyncDisposable {
  /** What the editor has thrown. */
  readonly errors: readonly string[];
  /** Opens a page whose session is logged in. */
  open(host: World['host']): Promise<Page>;
}

async function openBrowser(): Promise<EditorBrowser> {
  const browser = await launchChromium(chromiumPath ?? '');
  const errors: string[] = [];
  return {
    errors,
    open: async ({ url, api }) => {
      const context = await browser.newContext({ baseURL: url, viewport: { width: 1500, height: 1000 } });
      context.setDefaultTimeout(SLOW_MS);
      const [name = '', value = ''] = api.cookie.split('=');
      await context.addCookies([{ name, value, url }]);
      // n8n binds a session to the id that the browser keeps here.
      await context.addInitScript(`localStorage.setItem('n8n-browserId', '${api.browserId}')`);
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(String(error)));
      return page;
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
