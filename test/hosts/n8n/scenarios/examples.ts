import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Execution } from '../n8n-api.ts';
import { startScriptedModel } from '../scripted-model.ts';
import type { WorkflowDraft } from '../workflow-draft.ts';
import type { User } from '../user.ts';
import type { World } from '../world.ts';
import { jsonOf } from './searches.ts';

const folder = join(import.meta.dirname, '../../../../examples/workflows');
const files = globSync('*.json', { cwd: folder }).toSorted();
const AGENT = 'leads-for-an-agent.json';
const CHAT = 'When chat message received';

/** The node whose items show that an example worked, and their smallest number. */
const outcomes: Readonly<Record<string, readonly [node: string, items: number]>> = {
  'addresses-of-many-companies.json': ['Address and Company', 1],
  'contacts-of-companies-to-csv.json': ['Convert to File', 1],
  'files-of-a-page.json': ['Download', 1],
  [AGENT]: ['AI Agent', 1],
  'leads-to-csv.json': ['Convert to File', 1],
  'leads-when-a-job-ends.json': ['Edit Fields', 1],
  'leads-with-wait-node.json': ['Get Leads', 10],
  'pages-as-markdown-files.json': ['Convert to File', 2],
  'validate-a-list-of-addresses.json': ['Convert to File', 1],
  'verify-addresses-of-contacts.json': ['Name and Verdict', 2],
};

export function describeExamples(world: () => World): void {
  test('every example is executed here', () => {
    expect(files).toEqual(Object.keys(outcomes).toSorted());
  });

  test.each(files.filter((file) => file !== AGENT))(
    'the example %s can be imported and runs',
    async (file) => {
      const execution = await runExample(world(), file);

      const [name = '', items] = outcomes[file] ?? [];
      expect(execution.status).toBe('success');
      expect(jsonOf(execution, name).length).toBeGreaterThanOrEqual(items ?? Infinity);
      for (const json of jsonOf(execution, name)) expect(json).not.toHaveProperty('error');
    },
  );

  test('the agent of its example finds leads with the tool, whose description says that it is paid', async () => {
    const question = { Query: 'dentists', Location: 'Austin, Texas', Max_Leads: 3 };
    await using model = await startScriptedModel('Find_Leads', question);

    const execution = await runExample(world(), AGENT, {
      credentials: { openAiApi: { apiKey: 'sk-of-the-tests', url: model.url } },
      pinData: { [CHAT]: [{ json: { action: 'sendMessage', chatInput: 'Find dentists', sessionId: '1' } }] },
    });

    expect(execution.status).toBe('success');
    expect(model.tools.map(({ name }) => name).toSorted()).toEqual(['Find_Leads', 'Get_More_Leads']);
    expect(model.tools.find(({ name }) => name === 'Find_Leads')?.description).toContain('paid');
    const [{ output } = {}] = jsonOf(execution, 'AI Agent');
    expect(JSON.parse(String(output))).toEqual([
      expect.objectContaining({ status: 'completed', count: 3, rows: expect.any(Array) }),
    ]);
  });
}

interface ExampleOptions {
  /** The data of credentials of other services, by type. */
  readonly credentials?: Readonly<Record<string, object>>;
  readonly pinData?: WorkflowDraft['pinData'];
}

/** Imports an example with credentials of a new account, runs it by hand, and resolves when it has ended. */
async function runExample(
  world: World,
  file: string,
  { credentials: others = {}, pinData }: ExampleOptions = {},
): Promise<Execution> {
  const { server } = world;
  const { api } = world.host;
  const user = await world.createUser();
  const { credentialData } = user;
  const { apiKey, webhookSecret } = credentialData;
  const data: Readonly<Record<string, object>> = {
    scrapeKitApi: credentialData,
    matchKraftApi: { apiKey, baseUrl: `${server.url}/matchkraft` },
    scruppApi: { apiKey, webhookSecret, baseUrl: `${server.url}/scrupp` },
    scrapflyApi: { apiKey, webhookSecret, baseUrl: `${server.url}/scrapfly` },
    scrapeNestApi: { apiKey, baseUrl: `${server.url}/scrapenest` },
    ...others,
  };
  const text = readFileSync(join(folder, basename(file)), 'utf8');
  const draft = JSON.parse(await nameSimulated(user, text)) as WorkflowDraft;
  const types = new Set(draft.nodes.flatMap(({ credentials = {} }) => Object.keys(credentials)));
  const created = Object.fromEntries(
    await Promise.all(
      [...types].map(async (type) => [type, await api.createCredential(type, data[type] ?? {})] as const),
    ),
  );
  const nodes = draft.nodes.map((node) => {
    if (node.credentials === undefined) return node;
    return {
      ...node,
      credentials: Object.fromEntries(Object.keys(node.credentials).map((type) => [type, created[type]!])),
    };
  });
  const { name, connections, settings } = draft;
  const workflow = { name, nodes, connections, settings, ...(pinData && { pinData }) };
  const id = await api.run(await api.createWorkflow(workflow));
  if (id === undefined) throw new Error(`The example ${file} waits for a webhook.`);
  return await api.waitFor(id);
}

/** Replaces the websites and companies in an example by some of the simulated internet. */
async function nameSimulated(user: User, example: string): Promise<string> {
  const inputs = ['https://example.com', 'https://httpbin.org/html', 'ibm', 'microsoft'];
  if (!inputs.some((input) => example.includes(input))) return example;
  const leads = await user.findLeads({ query: 'dentists', location: 'Austin, Texas', max_leads: 10 });
  const [first, second] = leads.filter(
    ({ website, emails_found }) => website !== '' && emails_found.length > 0,
  );
  if (first === undefined || second === undefined) throw new Error('No lead has a website and an address.');
  return example
    .replaceAll('https://example.com', first.website)
    .replaceAll('https://httpbin.org/html', second.website)
    .replaceAll('ibm', first.website)
    .replaceAll('microsoft', second.website);
}
