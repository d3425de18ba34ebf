import { readFile } from 'node:fs/promises';
import type { IWorkflowBase } from 'n8n-workflow';

const HOST = 'https://scrapekit.ai';

/**
 * Reads a workflow of examples/catch-hooks whose requests go to this URL in place of the host of ScrapeKit. Throws when a
 * request does not begin with that host.
 */
export async function readPlainWorkflow(name: string, url: string): Promise<IWorkflowBase> {
  const file = new URL(`../../examples/catch-hooks/${name}.json`, import.meta.url);
  const workflow = JSON.parse(await readFile(file, 'utf8')) as IWorkflowBase;
  const nodes = workflow.nodes.map((node) => {
    const { url: given } = node.parameters;
    if (node.type !== 'n8n-nodes-base.httpRequest') return node;
    if (typeof given !== 'string' || !given.replace('=', '').startsWith(`${HOST}/`))
      throw new Error(`${node.name} does not request ${HOST}.`);
    return { ...node, parameters: { ...node.parameters, url: given.replace(HOST, () => url) } };
  });
  return { ...workflow, nodes };
}
