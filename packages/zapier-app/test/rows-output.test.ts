import { expect, test } from 'vitest';
import { stepRunner } from './run-step.ts';
import { scriptedApi } from './scripted-api.ts';

const getResults = async (
  brand: 'matchkraft' | 'scrupp',
  routes: object,
  step: string,
  input: Record<string, unknown>,
) => {
  const { url } = await scriptedApi(routes as Parameters<typeof scriptedApi>[0]);
  const run = { url, inputData: input };
  return (await stepRunner({ brand }).run(`creates.${step}.operation.perform`, run)) as {
    readonly results: readonly Record<string, unknown>[];
  };
};

const scan = (...results: readonly object[]) => ({
  'GET /api/v2/domain-scan/results/scan-1': { json: { jobId: 'scan-1', status: 'COMPLETED', results } },
});

test('M11: an address that a row has beside its documented columns is kept', async () => {
  const routes = scan(
    { website: 'a.example', email: 'ann@a.example' },
    { website: 'b.example', emails: [{ email: 'bob@b.example' }] },
    { website: 'c.example', emails: [] },
  );

  const { results } = await getResults('matchkraft', routes, 'get_domain_scan_results', { job_id: 'scan-1' });

  expect(results.map(({ email }) => email)).toEqual(['ann@a.example', 'bob@b.example', null]);
});

test('the number of all rows is unknown when only some of them were read and the provider does not tell it', async () => {
  const routes = {
    'GET /api/v1/task/6666/status': { json: { process_id: 6666, status: 'completed' } },
    'GET /api/v1/task/6666/data': { json: { items: [{ item: 'ibm' }, { item: 'sap' }] } },
  };
  const input = { job_id: 6666, limit: 1 };

  await expect(getResults('scrupp', routes, 'get_company_task_results', input)).resolves.toMatchObject({
    results_count: null,
    results_included: 1,
    all_results_included: false,
  });
});
