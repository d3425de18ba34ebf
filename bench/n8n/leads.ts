import type { NodeRun } from '../../test/hosts/n8n/n8n-api.ts';
import {
  manualTrigger,
  node,
  type NodeDraft,
  type Wire,
  workflow,
} from '../../test/hosts/n8n/workflow-draft.ts';
import type { Bench } from './resumes.ts';

export interface LeadsRun {
  /** The time of the nodes that fetch and split the leads, in seconds. */
  readonly seconds: number;
  /** The growth of n8n's resident memory at its peak, in bytes. */
  readonly bytes: number;
}

/** The workflows that fetch the leads of a job, by name: ours next to n8n's own nodes. */
export const leadWorkflows = (bench: Bench, jobId: string) => ({
  'file: ScrapeKit': [getLeads(bench, jobId, 'csvFile')],
  'file: HTTP Request': [httpRequest(bench, `${jobId}/results?format=csv`, 'file')],
  'items: ScrapeKit': [getLeads(bench, jobId, 'items')],
  'items: HTTP Request and Split Out': [
    httpRequest(bench, `${jobId}/results`, 'json'),
    node('n8n-nodes-base.splitOut', {
      name: 'Split Out',
      parameters: { fieldToSplitOut: 'results', options: {} },
    }),
  ],
});

const getLeads = ({ nodes }: Bench, jobId: string, output: 'csvFile' | 'items'): NodeDraft =>
  nodes.scrapeKit({
    parameters: { resource: 'scrape', operation: 'getLeads', jobId, output, simplify: false },
  });

const httpRequest = ({ scripted }: Bench, path: string, responseFormat: 'file' | 'json'): NodeDraft =>
  node('n8n-nodes-base.httpRequest', {
    name: 'HTTP Request',
    typeVersion: 4.2,
    parameters: {
      url: `${scripted.url}/api/v1/scrape/jobs/${path}`,
      options: { response: { response: { responseFormat } } },
    },
  });

/** Restarts n8n, so that each workflow finds the same memory, and runs the workflow once. */
export async function measureLeads({ host }: Bench, chain: readonly NodeDraft[]): Promise<LeadsRun> {
  await host.killAndRestart();
  const nodes = [manualTrigger(), ...chain];
  const wires = chain.map(({ name }, index): Wire => [nodes[index]?.name ?? '', name]);
  const id = await host.api.createWorkflow(workflow('Leads', { nodes, wires }));
  await host.process.resetPeak();
  const before = await host.process.readMemory();
  const execution = await host.api.waitFor(String(await host.api.run(id)));
  const { peak } = await host.process.readMemory();
  const timeOf = ({ name }: NodeDraft) =>
    (execution.runs[name] ?? []).reduce((sum: number, run: NodeRun) => sum + run.executionTime, 0);
  const ms = chain.reduce((sum, each) => sum + timeOf(each), 0);
  return { seconds: ms / 1_000, bytes: peak - before.now };
}
