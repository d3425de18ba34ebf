import { readFile } from 'node:fs/promises';
import type { IWorkflowBase } from 'n8n-workflow';
import type { Search } from './flags.ts';

const example = new URL('../../../examples/workflows/leads-to-csv.json', import.meta.url);
const SCRAPE_KIT = 'n8n-nodes-scrapekit.scrapeKit';

/** The example as it lies in the repository, with another search filled in where a user would type it. */
export async function readExample({ query, location, maxLeads }: Search): Promise<IWorkflowBase> {
  const workflow = JSON.parse(await readFile(example, 'utf8')) as IWorkflowBase;
  const nodes = workflow.nodes.map((node) => {
    if (node.type !== SCRAPE_KIT) return node;
    return { ...node, parameters: { ...node.parameters, query, location, additionalFields: { maxLeads } } };
  });
  return { ...workflow, nodes };
}
