import { expect, test } from 'vitest';
import { json, refusal } from './fake-scrapekit.ts';
import { openSession, scrape, type TestSession } from './session.ts';

const CANARY = 'sk_live_CANARY0123456789';
const TOKEN = 'token-CANARY-0123456789';

/** Opens a session and returns it with everything that it brought to the client or wrote into its log. */
async function watchedSession() {
  const seen: string[] = [];
  const env = { SCRAPEKIT_API_KEY: CANARY, SCRAPEKIT_MCP_TOKEN: TOKEN };
  const session = await openSession({ env, log: (line) => seen.push(line) });
  const callTool = session.client.callTool.bind(session.client);
  session.client.callTool = async (...args: Parameters<typeof callTool>) => {
    const result = await callTool(...args);
    seen.push(JSON.stringify(result));
    return result;
  };
  return { session, seen };
}

async function callEverything({ call, confirm }: TestSession): Promise<void> {
  const job = { operation: 'scrapekit_scrape', id: 'sk_job_1' };
  await confirm('scrapekit_scrape', scrape);
  await confirm('scrapekit_verify_email', { email: 'a@example.com' });
  await call('get_job', job);
  await call('job_results', job);
  await call('list_jobs', { operation: 'scrapekit_scrape' });
  await call('cancel_job', job);
  await call('scrapekit_account');
  await call('get_job', { ...job, id: CANARY });
  await call(CANARY);
  await call('scrapekit_scrape', { ...scrape, query: CANARY });
  await call('scrapekit_scrape', { ...scrape, [CANARY]: TOKEN });
  await call('scrapekit_scrape', { ...scrape, confirm: CANARY });
}

test('C183, C192: no answer and no line of the log has the key or the token, also when the service repeats them', async () => {
  const { session, seen } = await watchedSession();
  const { service } = session;
  service.rows = [{ name: CANARY, address: [`of ${TOKEN}`] }];
  service.before = (route) =>
    route.endsWith('account') ? json({ account_id: CANARY, email: TOKEN, balance: 50 }) : undefined;
  await callEverything(session);
  Object.assign(service.jobs[0] ?? {}, { status: 'failed', error: `The key ${CANARY} failed.` });
  await callEverything(session);
  service.before = () => refusal(400, CANARY, `The key ${CANARY} and ${TOKEN} were refused.`);
  await callEverything(session);
  service.before = () => {
    throw new Error(`socket of ${CANARY} and ${TOKEN} hung up`);
  };
  await callEverything(session);

  expect(seen.length).toBeGreaterThan(40);
  expect(seen.filter((text) => /CANARY/.test(text))).toEqual([]);
});

test('the description of the tools has no key', async () => {
  const { session } = await watchedSession();

  expect(JSON.stringify(await session.client.listTools())).not.toContain('CANARY');
});
