import { readFile } from 'node:fs/promises';
import type { INodeExecutionData, IWorkflowBase } from 'n8n-workflow';
import type { Outcome } from './engine/outcome.ts';
import type { Search } from './flags.ts';
import type { Lead } from './leads-table.ts';

const example = new URL('../../../examples/workflows/leads-to-csv.json', import.meta.url);
const SCRAPE_KIT = 'n8n-nodes-scrapekit.scrapeKit';

/** Reads the example from the repository and sets the parameters of its ScrapeKit node. */
export async function readExample({ query, location, maxLeads }: Search): Promise<IWorkflowBase> {
  const workflow = JSON.parse(await readFile(example, 'utf8')) as IWorkflowBase;
  const nodes = workflow.nodes.map((node) => {
    if (node.type !== SCRAPE_KIT) return node;
    // 0 stands for no limit on the command line.
    const limit = maxLeads === 0 ? { allLeads: true } : { maxLeads };
    return { ...node, parameters: { ...node.parameters, query, location, ...limit } };
  });
  return { ...workflow, nodes };
}

/** Returns the leads that left the example's node "Edit Fields". */
export function leadsIn({ outputs }: Outcome): readonly Lead[] {
  const items = outputs['Edit Fields']?.[0] ?? [];
  return items.map(({ json }) => {
    const text = (key: keyof Lead) => (typeof json[key] === 'string' ? json[key] : '');
    return {
      name: text('name'),
      phone: text('phone'),
      website: text('website'),
      rating: text('rating'),
      emails: text('emails'),
      verdict: text('verdict'),
    };
  });
}

/** Returns the file of the last node that returned one. */
export function fileIn({ outputs }: Outcome): Buffer | undefined {
  const items = Object.values(outputs).flat(2) as readonly INodeExecutionData[];
  const data = items.findLast(({ binary }) => binary?.data !== undefined)?.binary?.data?.data;
  return data === undefined ? undefined : Buffer.from(data, 'base64');
}

/** Describes in a phrase how often and by what the workflow was resumed. */
export function describeResumes({ resumes }: Outcome): string {
  const last = resumes.at(-1);
  if (last === undefined) return 'the job ended before the workflow had to sleep';
  const seconds = (resumes.reduce((sum, { afterMs }) => sum + afterMs, 0) / 1000).toFixed(1);
  const polls = resumes.filter(({ by }) => by === 'timer').length;
  const times = polls === 1 ? 'one poll' : `${polls} polls`;
  if (last.by === 'timer') return `resumed by polling after ${seconds} s (${times})`;
  return `resumed by signed webhook after ${seconds} s${polls === 0 ? '' : ` (and ${times} before)`}`;
}
