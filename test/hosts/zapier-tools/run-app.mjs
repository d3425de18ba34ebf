// Loads an unpacked app as Zapier's servers do, validates it and starts a job with it. Usage: node run-app.mjs <id> <folder>
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [id, folder] = process.argv.slice(2);
const fixture = (name) => readFileSync(join(import.meta.dirname, '../../fixtures', id, name), 'utf8');

/** For each app, a step that starts a job, its input, the provider's answer and the id in it. */
const examples = {
  scrapekit: () => ({
    step: 'create_scrape_job',
    inputData: { query: 'dentists', location: 'Austin, Texas', max_leads: '100' },
    answer: fixture('created.json'),
    jobId: 'sk_job_4f7a9b1c',
  }),
  matchkraft: () => ({
    step: 'create_domain_scan',
    inputData: { records: ['https://example.com'], jobName: 'My Job' },
    answer: fixture('created.json'),
    jobId: '20f70187-b941-4bb0-b10f-599b025fc425',
  }),
  scrupp: () => ({
    step: 'create_company_task',
    inputData: { items: ['ibm'], max: 5 },
    answer: '{"process_id":6666}',
    jobId: '6666',
  }),
  scrapfly: () => ({
    step: 'create_scrape',
    inputData: { url: 'https://httpbin.org/anything', webhook_name: 'example' },
    answer: fixture('queued.json'),
    jobId: '6b2b9a1e-4f0b-4df5-9a0c-2f2f0f5d8c11',
  }),
  scrapenest: () => ({
    step: 'create_scraping_job',
    inputData: { url: 'https://example.com' },
    answer: '{"id":"job_01HX5N3W4Q8K","status":"queued"}',
    jobId: 'job_01HX5N3W4Q8K',
  }),
};

const { handler } = await import(pathToFileURL(realpathSync(join(folder, 'zapierwrapper.js'))));
const { results: problems } = await handler({ command: 'validate', calledFromCli: true });
assert.deepEqual(problems, []);

const { step, inputData, answer, jobId } = examples[id]();
const seen = [];
const server = createServer((request, response) => {
  seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
  // The first request is the create, and others ask for the balance.
  const status = seen.length === 1 ? 200 : 404;
  request.resume().on('end', () => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
  });
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { results } = await handler({
  command: 'execute',
  method: `creates.${step}.operation.perform`,
  calledFromCli: true,
  // Stands for Zapier's cache.
  zcacheTestObj: {},
  bundle: {
    authData: { api_key: 'key-of-the-test', base_url: `http://127.0.0.1:${server.address().port}` },
    inputData,
    meta: {},
  },
});
server.closeAllConnections();
server.close();

assert.equal(results.id, jobId);
assert.ok(seen[0].includes('key-of-the-test'), 'the first request has no key');
