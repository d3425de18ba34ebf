import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../../src/index.ts';
import { createScriptedLeadEngine } from '../support/scripted-lead-engine.ts';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';
import { type Document, operationsOf } from './documents.ts';

const PATHS = {
  '/docs': '/openapi.json',
  '/docs/matchkraft': '/matchkraft/openapi.json',
  '/docs/scrupp': '/scrupp/openapi.json',
  '/docs/scrapenest': '/scrapenest/openapi.json',
  '/docs/scrapfly': '/scrapfly/openapi.json',
} as const;

let database: TestDatabase;
let server: RunningServer;
beforeAll(async () => {
  database = await createPgliteDatabase();
  const settings = { ...database.settings, port: 0, logLevel: 'silent', adminToken: 'docs-admin-token-0123' };
  server = await startServer(
    { ...settings, publicUrl: 'https://leads.example' },
    { leadEngine: createScriptedLeadEngine() },
  );
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const read = async (path: string): Promise<Document> =>
  (await (await fetch(server.url + path)).json()) as Document;

describe.each(Object.entries(PATHS))('%s', (page, path) => {
  test('describes each operation, with a group and an example that can be sent', async () => {
    const document = await read(path);
    const operations = operationsOf(document);
    const lacking = operations.filter(
      ({ operation: { tags, summary, description, parameters, requestBody } }) =>
        tags.length !== 1 ||
        !document.tags.some(({ name }) => name === tags[0]) ||
        !/^[A-Z].*\.$/.test(summary) ||
        !/^[A-Z`].*\.$/.test(description) ||
        parameters.some((one) => one.description === undefined) ||
        (requestBody !== undefined && requestBody.content['application/json'].example === undefined),
    );

    expect(lacking).toEqual([]);
    expect(document.info.description).not.toBe('');
    expect(document.servers).toMatchObject([
      { url: expect.stringMatching(/^https:\/\/leads\.example/) as string },
    ]);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  });

  test('shows each operation, and loads nothing but its stylesheet', async () => {
    const operations = operationsOf(await read(path));
    const response = await fetch(server.url + page);
    const html = await response.text();
    const shown = [...html.matchAll(/<article id="(.+?)">/g)].map(([, id]) => id);
    const loaded = [...html.matchAll(/<(?:link|script|img|iframe)\b[^>]*>/g)].map(([tag]) => tag);

    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(shown.toSorted()).toEqual(operations.map(({ operation }) => operation.operationId).toSorted());
    expect(loaded).toEqual([
      expect.stringMatching(/^<link rel="stylesheet" href="\/docs\/style\.css\?v&#61;\w+" \/>$/),
    ]);
    expect(html.match(/<h3>/g)).toHaveLength(operations.length);
    expect(html.match(/curl /g)).toHaveLength(operations.length);
    expect(html).toContain(`href="${path}"`);
    expect(html).toContain('<code>export SCRAPEKIT_KEY=sk_live_…</code>');
    expect(html).not.toMatch(/\b1 (?:characters|elements)\b(?! to)/);
    expect(html).not.toMatch(/\bundefined\b|\[object Object\]/);
    expect(html).not.toMatch(/ style=| on\w+=/);
  });

  test('may be read by pages of other origins, without credentials', async () => {
    const { headers } = await fetch(server.url + path, { headers: { origin: 'https://editor.example' } });

    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });
});

test('an example is a command that a shell takes as it is', async () => {
  const html = await (await fetch(`${server.url}/docs`)).text();

  expect(html).toContain(
    [
      'curl &#34;https://leads.example/api/v1/scrape/jobs&#34; \\',
      '  -H &#34;Authorization: Bearer $SCRAPEKIT_KEY&#34; \\',
      '  -H &#34;Content-Type: application/json&#34; \\',
      '  -d &#39;{&#34;query&#34;:&#34;dentists&#34;,&#34;location&#34;:&#34;Austin, Texas&#34;,&#34;max_leads&#34;:5}&#39;',
    ].join('\n'),
  );
});

test('the pages link to each other and show which one is open', async () => {
  const html = await (await fetch(`${server.url}/docs/scrupp`)).text();
  const links = [...html.matchAll(/<li><a href="(\/docs[^"]*)" ([^>]*)>/g)].map(([, to, mark]) => [to, mark]);

  expect(links).toEqual(
    Object.keys(PATHS).map((page) => [page, page === '/docs/scrupp' ? 'aria-current="page"' : '']),
  );
});
