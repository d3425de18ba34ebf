import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { chromiumPath, launchChromium } from '../../e2e/browser.ts';
import type { N8nHost } from './n8n-host.ts';

/** Git ignores this folder. */
const screenshots = join(import.meta.dirname, '../../../reports/n8n');
const SLOW_MS = 120_000;

/** n8n's editor in a browser of its own, with the session of the tests. */
export interface N8nEditor extends AsyncDisposable {
  /** What the editor has thrown. */
  readonly errors: readonly string[];
  /** Opens a workflow and resolves with a node on its canvas. */
  openWorkflow(workflowId: string, nodeName: string): Promise<Locator>;
  /** Opens an ended execution. */
  openExecution(workflowId: string, executionId: string): Promise<void>;
  /** Opens the form of a node, and resolves with its text when it has this field. */
  openForm(node: Locator, field: string): Promise<string>;
  /** Runs the node whose form is open, and resolves with the text of the output when it counts these items. */
  runFromForm(count: string): Promise<string>;
  /** Saves what the browser shows in a file of this name. */
  shoot(name: string): Promise<void>;
}

export async function openEditor({ url, api }: N8nHost): Promise<N8nEditor> {
  await mkdir(screenshots, { recursive: true });
  await using opened = new AsyncDisposableStack();
  const browser = await launchChromium(chromiumPath ?? '');
  opened.defer(() => browser.close());
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1500, height: 1000 } });
  context.setDefaultTimeout(SLOW_MS);
  const [name = '', value = ''] = api.cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  // n8n binds a session to the id that the browser keeps here.
  await context.addInitScript(`localStorage.setItem('n8n-browserId', '${api.browserId}')`);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  const owned = opened.move();
  return {
    errors,
    openWorkflow: async (workflowId, nodeName) => {
      await page.goto(`/workflow/${workflowId}`, { waitUntil: 'domcontentloaded' });
      const node = page.locator(`[data-test-id="canvas-node"][data-node-name="${nodeName}"]`);
      await node.waitFor();
      return node;
    },
    openExecution: async (workflowId, executionId) => {
      await page.goto(`/workflow/${workflowId}/executions/${executionId}`, { waitUntil: 'domcontentloaded' });
      await page.getByText('Succeeded').first().waitFor();
    },
    openForm: async (node, field) => {
      await node.dblclick();
      const form = page.locator('[data-test-id="node-parameters"]');
      await form.getByText(field, { exact: true }).first().waitFor();
      return await form.innerText();
    },
    runFromForm: async (count) => {
      await page.locator('[data-test-id="node-execute-button"]').first().click();
      const output = page.locator('[data-test-id="output-panel"]');
      await output.getByText(count).first().waitFor();
      // The count is there before the table is drawn.
      await output.locator('th').first().waitFor();
      return await output.innerText();
    },
    shoot: async (file) => {
      await page.screenshot({ path: join(screenshots, `${file}.png`) });
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
