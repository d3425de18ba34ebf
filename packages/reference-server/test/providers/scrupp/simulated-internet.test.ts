import { createClient, createInbox, createWebhookReceiver, providers } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../../../src/index.ts';
import { createApi } from '../../support/api.ts';
import { startReceiver, type Receiver } from '../../support/receiver.ts';
import { createPgliteDatabase, type TestDatabase } from '../../support/test-database.ts';
import { ADMIN_TOKEN } from '../../support/test-server.ts';

const { scrupp } = providers;
type Row = Readonly<Record<string, unknown>>;

describe("core's client with Scrupp in the simulated internet", () => {
  let database: TestDatabase;
  let server: RunningServer;
  let receiver: Receiver;
  let apiKey = '';
  const inbox = createInbox({ clock: systemClock });
  const answers: number[] = [];

  beforeAll(async () => {
    database = await createPgliteDatabase();
    const settings = { port: 0, adminToken: ADMIN_TOKEN, logLevel: 'silent', allowPrivateWebhooks: true };
    server = await startServer({ ...database.settings, ...settings });
    const admin = createApi(`${server.url}/admin`, ADMIN_TOKEN);
    const { body } = await admin.post('/accounts', { email: 'a@example.com', password: 'x', balance: 1 });
    apiKey = body.api_key;
    const receive = createWebhookReceiver({ provider: scrupp, secrets: [apiKey], inbox, clock: systemClock });
    receiver = await startReceiver(({ method, headers, body }, response) => {
      void receive({ method, headers: Object.fromEntries(headers), body }).then(({ status }) => {
        answers.push(status);
        response.writeHead(status).end();
      });
    });
  });
  afterAll(async () => {
    await server.close();
    await receiver.close();
    await database.drop();
  });

  const run = async (operation: string, input: object): Promise<readonly Row[]> => {
    const client = createClient(scrupp, {
      transport: undiciTransport({}),
      clock: systemClock,
      credentials: { apiKey },
      baseUrl: `${server.url}/scrupp`,
      deliveries: inbox,
    });
    const job = await client.create(operation, input, { webhookUrl: `${receiver.url}/hook` });
    const ended = await client.wait(job);
    expect(ended).toMatchObject({ id: job.id, status: 'completed' });
    return await Array.fromAsync(client.results(job));
  };

  test('S01, S05, S06, S09, S11: companies, contacts and jobs are created, end with verified events, and return their rows', async () => {
    const dentists = await run('companies', { items: ['dentists in Austin, Texas'], max: 8 });
    const found = dentists.find(({ emails }) => (emails as readonly object[]).length > 0);
    const { company_name: name, company_domain: domain } = found as {
      company_name: string;
      company_domain: string;
    };
    const linkedin = `https://www.linkedin.com/company/${domain.replace('.test', '')}/about`;
    const forms = await run('companies', {
      items: [domain, `http://www.${domain}/`, `${name}, Austin, Texas`, linkedin],
    });
    const contacts = await run('contacts', { items: [domain] });
    const jobs = await run('job', {
      type: 'company.domain',
      input: { items: [domain, 'nobody-at-home.test'] },
    });

    expect(dentists).toHaveLength(8);
    expect(new Set(forms.map((row) => String(row['company_name']).toLowerCase()))).toEqual(
      new Set([name.toLowerCase()]),
    );
    expect(forms.map((row) => row['emails'])).toEqual(Array(4).fill(found?.['emails']));
    expect(forms[3]).toMatchObject({ company_linkedin: linkedin });
    expect(
      contacts.map(({ email, email_status: status, email_score: score }) => ({ email, status, score })),
    ).toEqual(found?.['emails']);
    expect(jobs.map((row) => row['found'])).toEqual([true, false]);
    expect(answers).toEqual([200, 200, 200, 200]);
  });

  test('S01: the address of a person is found by name and website', async () => {
    const rows = await run('contacts', { items: ['dentists in Austin, Texas'], max: 60 });
    const person = rows
      .filter((row) => row['email_status'] === 'safe')
      .map((row) => /^([a-z]+)\.([a-z]+)@(.+)$/.exec(String(row['email'])))
      .find((parts) => parts !== null);
    const [email = '', first = '', last = '', domain = ''] = person ?? [];

    const [row] = await run('contacts', { items: [`${first} ${last}, ${domain}`] });

    expect(row).toMatchObject({
      found: true,
      first_name: first,
      last_name: last,
      company_domain: domain,
      email,
      email_status: 'safe',
    });
  });
});
