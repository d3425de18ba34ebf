import { expect, test } from 'vitest';
import { chromiumPath, NO_CHROMIUM } from '../../../e2e/browser.ts';
import { openEditor } from '../n8n-editor.ts';
import { manualTrigger, workflow } from '../workflow-draft.ts';
import type { World } from '../world.ts';
import { searchNodes } from './searches.ts';

if (chromiumPath === undefined) console.warn(NO_CHROMIUM);

/** These tests also leave screenshots, in which a person can judge the texts and their order. */
export function describeEditor(world: () => World): void {
  const testInBrowser = test.skipIf(chromiumPath === undefined);

  testInBrowser('the editor shows a sleeping node with its connection, and its execution', async () => {
    const { host } = world();
    const user = await world().createUser();
    const draft = workflow('Dentists in Austin', {
      ...searchNodes(user, { sleeps: true }),
      pinned: { Go: [{ query: 'dentists' }] },
    });
    const workflowId = await host.api.createWorkflow(draft);
    const executionId = String(await host.api.run(workflowId));
    await host.api.waitFor(executionId);
    await using editor = await openEditor(host);

    const node = await editor.openWorkflow(workflowId, 'ScrapeKit');
    await editor.shoot('sleeping-node');
    const canvas = await node.innerText();
    const form = await editor.openForm(node, 'Max Leads');
    await editor.shoot('sleeping-node-form');
    await editor.openExecution(workflowId, executionId);
    await editor.shoot('sleeping-node-execution');

    expect(canvas).toContain('Start and Wait: Scrape Job');
    for (const label of ['Query', 'Location', 'Max Leads', 'While the Job Runs', 'Output', 'Simplify'])
      expect(form).toContain(label);
    expect(form).toContain('Drag a line from the point "Still Running" of this node');
    expect(editor.errors).toEqual([]);
  });

  testInBrowser('a new node waits in place and shows its leads', async () => {
    const { host } = world();
    const user = await world().createUser();
    const search = { query: 'dentists', location: 'Austin, Texas', maxLeads: 3 };
    const nodes = [manualTrigger(), user.scrapeKit({ parameters: search })];
    const draft = workflow('New node', { nodes, wires: [['Go', 'ScrapeKit']] });
    await using editor = await openEditor(host);

    const node = await editor.openWorkflow(await host.api.createWorkflow(draft), 'ScrapeKit');
    const form = await editor.openForm(node, 'Max Leads');
    await editor.shoot('new-node-form');
    const output = await editor.runFromForm('3 items');
    await editor.shoot('new-node-leads');

    expect(form).not.toContain('Still Running');
    expect(output).toContain('phone');
    expect(editor.errors).toEqual([]);
  });

  testInBrowser('a new trigger shows how its workflow starts, and a test shows a sample', async () => {
    const { host } = world();
    const user = await world().createUser();
    const draft = workflow('New trigger', { nodes: [user.scrapeKitTrigger({})] });
    await using editor = await openEditor(host);

    const node = await editor.openWorkflow(await host.api.createWorkflow(draft), 'Trigger');
    const form = await editor.openForm(node, 'Trigger On');
    await editor.shoot('new-trigger-form');
    const output = await editor.runFromForm('1 item');
    await editor.shoot('new-trigger-sample');

    for (const label of ['Receive', 'Poll Times', 'Test With']) expect(form).toContain(label);
    expect(output).toContain('sample');
    expect(editor.errors).toEqual([]);
  });
}
