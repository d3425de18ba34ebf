import type { Execution, Item } from '../n8n-api.ts';
import type { User, World } from '../world.ts';
import { manualTrigger, type NodeParts, setFields, workflow, type WorkflowDraft } from '../workflow-draft.ts';

/** Five searches, as many as an account may run at once. */
export const fiveQueries = ['dentists', 'bakeries', 'florists', 'plumbers', 'hotels'];
export const LEADS_PER_SEARCH = 3;

export interface Searches {
  /** One incoming item, and so one job, for each. */
  readonly queries: readonly string[];
  readonly sleeps?: boolean;
  /** Whether "Still Running" is connected back to the node; true for a sleeping node. */
  readonly hasLoop?: boolean;
  readonly parameters?: object;
  readonly parts?: NodeParts;
}

/** Go → ScrapeKit → Check, where Check compares each lead with the item that asked for it; errors go to Errors. */
export function searchWorkflow(user: User, searches: Searches): WorkflowDraft {
  const { queries, sleeps = false, hasLoop = sleeps, parameters, parts } = searches;
  const scrapeKit = user.scrapeKit({
    parameters: {
      resource: 'scrape',
      operation: 'startAndWait',
      query: '={{ $json.query }}',
      location: 'Austin, Texas',
      maxLeads: LEADS_PER_SEARCH,
      whileRunning: sleeps ? 'sleep' : 'wait',
      ...parameters,
    },
    ...parts,
  });
  const leads = sleeps ? 1 : 0;
  return workflow('Searches', {
    nodes: [
      manualTrigger(),
      scrapeKit,
      setFields('Check', { asked: "={{ $('Go').item.json.query }}", found: '={{ $json.query }}' }),
      // n8n moves an item to the error output only if it has no fields but `error`, `message` and `details`.
      setFields('Errors', { asked: "={{ $('Go').item.json.query }}", job: '={{ $json.details?.job_id }}' }),
    ],
    wires: [
      ['Go', 'ScrapeKit'],
      ...(hasLoop ? [['ScrapeKit', 'ScrapeKit', 0] as const] : []),
      ['ScrapeKit', 'Check', leads],
      ...(parts?.onError === 'continueErrorOutput' ? [['ScrapeKit', 'Errors', leads + 1] as const] : []),
    ],
    pinned: { Go: queries.map((query) => ({ query })) },
  });
}

/** Creates the workflow, runs it by hand, and returns the id of the execution. */
export async function startSearches(
  { host: { api } }: World,
  user: User,
  searches: Searches,
): Promise<string> {
  const id = await api.run(await api.createWorkflow(searchWorkflow(user, searches)));
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
