import type { Execution, Item } from '../n8n-api.ts';
import type { ScrapeKitNodes } from '../user.ts';
import {
  manualTrigger,
  type NodeDraft,
  type NodeParts,
  setFields,
  type Wire,
  workflow,
} from '../workflow-draft.ts';
import type { World } from '../world.ts';

/** Five searches, as many as an account may run at once. */
export const fiveQueries = ['dentists', 'bakeries', 'florists', 'plumbers', 'hotels'];
export const LEADS_PER_SEARCH = 3;

export interface SearchNodes {
  readonly trigger?: NodeDraft;
  readonly query?: string;
  /** The expression for the query of the item that a lead came from. */
  readonly asked?: string;
  readonly sleeps?: boolean;
  /** Whether "Still Running" is connected back to the node; true for a sleeping node. */
  readonly hasLoop?: boolean;
  readonly parameters?: object;
  readonly parts?: NodeParts;
}

/** Go → ScrapeKit → Check, where Check compares each lead with the item that asked for it; errors go to Errors. */
export function searchNodes(
  user: ScrapeKitNodes,
  options: SearchNodes,
): { readonly nodes: readonly NodeDraft[]; readonly wires: readonly Wire[] } {
  const { sleeps = false, hasLoop = sleeps, parameters, parts, trigger = manualTrigger() } = options;
  const { query = '={{ $json.query }}', asked = "={{ $('Go').item.json.query }}" } = options;
  const scrapeKit = user.scrapeKit({
    parameters: {
      resource: 'scrape',
      operation: 'startAndWait',
      query,
      location: 'Austin, Texas',
      maxLeads: LEADS_PER_SEARCH,
      whileRunning: sleeps ? 'sleep' : 'wait',
      ...parameters,
    },
    ...parts,
  });
  const leads = sleeps ? 1 : 0;
  const hasErrorOutput = parts?.onError === 'continueErrorOutput';
  const nodes = [trigger, scrapeKit, setFields('Check', { asked, found: '={{ $json.query }}' })];
  const wires: Wire[] = [
    [trigger.name, 'ScrapeKit'],
    ['ScrapeKit', 'Check', leads],
  ];
  if (hasLoop) wires.push(['ScrapeKit', 'ScrapeKit', 0]);
  if (hasErrorOutput) {
    // n8n moves an item to the error output only if it has no fields but `error`, `message` and `details`.
    nodes.push(setFields('Errors', { asked, job: '={{ $json.details?.job_id }}' }));
    wires.push(['ScrapeKit', 'Errors', leads + 1]);
  }
  return { nodes, wires };
}

export interface Searches extends SearchNodes {
  /** One incoming item, and so one job, for each. */
  readonly queries: readonly string[];
}

/** Creates the workflow, runs it by hand, and returns the id of the execution. */
export async function startSearches(
  { host: { api } }: World,
  user: ScrapeKitNodes,
  { queries, ...options }: Searches,
): Promise<string> {
  const pinned = { Go: queries.map((query) => ({ query })) };
  const draft = workflow('Searches', { ...searchNodes(user, options), pinned });
  const id = await api.run(await api.createWorkflow(draft));
  if (id === undefined) throw new Error('n8n waits for a webhook.');
  return id;
}

/** The items that left a node in all of its runs, by its first output unless another one is given. */
export function itemsOf({ runs }: Execution, name: string, output = 0): readonly Item[] {
  return (runs[name] ?? []).flatMap(({ data }) => data?.main[output] ?? []);
}

export const jsonOf = (execution: Execution, name: string, output = 0): readonly Item['json'][] =>
  itemsOf(execution, name, output).map(({ json }) => json);

/** What Check returns when every search was answered by its leads. */
export const rightLeads = (queries: readonly string[]): readonly object[] =>
  queries.flatMap((query) =>
    Array.from({ length: LEADS_PER_SEARCH }, () => ({ asked: query, found: query })),
  );

/** Where the webhooks of a sleeping execution arrive. */
export const resumePath = (executionId: string): string => `/webhook-waiting/${executionId}?`;
