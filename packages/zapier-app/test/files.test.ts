import { expect, test } from 'vitest';
import { fileStore } from './file-store.ts';
import { failure, stepRunner } from './run-step.ts';
import { jobId, jobRoute, scrapeJob } from './scrape-answers.ts';
import { refused, scriptedApi } from './scripted-api.ts';

const route = `${jobRoute}/results?format=csv`;
const fetchFile = (url: string, event: object, job_id: unknown = jobId) =>
  stepRunner().run('hydrators.scrapeResultsFile', { url, inputData: { job_id }, event });

test('C112, C113, C114: uploads the CSV file of a job to Zapier unchanged', async () => {
  const csv = `place_id,name\r\n1,"Café ""Ümit"", Austin"\r\n${'2,x\r\n'.repeat(50_000)}`;
  const api = await scriptedApi({ [route]: { headers: { 'content-type': 'text/csv' }, text: csv } });
  const store = await fileStore();

  const url = await fetchFile(api.url, store.event);

  expect(url).toBe(`${store.url}/upload/file-1`);
  expect(store.uploads).toHaveLength(1);
  expect(store.uploads[0]).toContain(`filename="${jobId}.csv"`);
  expect(store.uploads[0]).toContain('Content-Type: text/csv');
  expect(store.uploads[0]).toContain(csv);
});

test('C102: fails for a cancelled job and uploads no file', async () => {
  const api = await scriptedApi({
    [route]: refused(409, 'job_not_ready'),
    [jobRoute]: scrapeJob({ status: 'cancelled' }),
  });
  const store = await fileStore();

  const { name, message } = await failure(fetchFile(api.url, store.event));

  expect(name).toBe('HaltedError');
  expect(message).toContain('was cancelled');
  expect(store.uploads).toEqual([]);
});

test.each(['../../account', 'https://elsewhere.example/x', ''])(
  'C099: fetches only the file of a job, not what %j names',
  async (job) => {
    const api = await scriptedApi({});
    const store = await fileStore();

    await failure(fetchFile(api.url, store.event, job));

    expect(store.uploads).toEqual([]);
    for (const { path } of api.requests)
      expect(path).toMatch(/^\/api\/v1\/scrape\/jobs\/[^/]+(\/results.*)?$/);
  },
);

test('writes a CSV file of the rows where the provider has none', async () => {
  const api = await scriptedApi({
    'GET /api/v1/task/6666/status': { json: { process_id: 6666, status: 'completed' } },
    'GET /api/v1/task/6666/data': {
      json: {
        items: [
          { item: 'ibm', found: true, company_name: 'IBM, "Big Blue"', emails: [{ email: 'a@ibm.com' }] },
          { item: 'x', found: false },
        ],
      },
    },
  });
  const store = await fileStore();

  await stepRunner({ brand: 'scrupp' }).run('hydrators.companiesResultsFile', {
    url: api.url,
    inputData: { job_id: '6666' },
    event: store.event,
  });

  const [upload = ''] = store.uploads;
  expect(upload).toContain('item,found,reason,company_name,');
  expect(upload).toContain('"IBM, ""Big Blue"""');
  expect(upload).toContain('"[{""email"":""a@ibm.com""}]"');
});

test('C115: a cell that a spreadsheet would run as a formula begins with an apostrophe, a phone number does not', async () => {
  const items = ['=HYPERLINK("x")', '@sum', '-1+cmd|x', '+1 512 555', '-5.2', 'a=b'].map((item) => ({
    item,
  }));
  const api = await scriptedApi({
    'GET /api/v1/task/6666/status': { json: { process_id: 6666, status: 'completed' } },
    'GET /api/v1/task/6666/data': { json: { items } },
  });
  const store = await fileStore();

  await stepRunner({ brand: 'scrupp' }).run('hydrators.companiesResultsFile', {
    url: api.url,
    inputData: { job_id: 6666 },
    event: store.event,
  });

  const cells = store.uploads[0]?.split('\n').map((line) => /^(?:"(?:[^"]|"")*"|[^,]*)/.exec(line)?.[0]);
  const start = cells?.indexOf('item') ?? -1;
  expect(cells?.slice(start + 1, start + 7)).toEqual([
    `"'=HYPERLINK(""x"")"`,
    "'@sum",
    "'-1+cmd|x",
    '+1 512 555',
    '-5.2',
    'a=b',
  ]);
});

test('S11: a file has the columns that a provider does not document, also those of a later row', async () => {
  const items = [
    { item: 'ibm', company_name: 'IBM' },
    { item: 'sap', city: 'Walldorf' },
  ];
  const api = await scriptedApi({
    'GET /api/v1/jobs/j1': { json: { job_id: 'j1', status: 'succeeded' } },
    'GET /api/v1/jobs/j1/result': { json: { data: { items } } },
  });
  const store = await fileStore();

  await stepRunner({ brand: 'scrupp' }).run('hydrators.jobResultsFile', {
    url: api.url,
    inputData: { job_id: 'j1' },
    event: store.event,
  });

  expect(store.uploads[0]).toContain('item,found,reason,company_name,city\nibm,,,IBM,\nsap,,,,Walldorf\n');
});
