import { FakeClock } from '@scrapekit/core/testing';
import { beforeEach, expect, test, vi } from 'vitest';
import { failure, stepRunner } from '../run-step.ts';
import { refused, scriptedApi } from '../scripted-api.ts';

const log = vi.spyOn(console, 'log');
beforeEach(() => void log.mockReset().mockReturnValue());

const status = 'GET /api/v1/task/6666/status';
const data = 'GET /api/v1/task/6666/data';
const completed = { [status]: { json: { process_id: 6666, status: 'completed' } } };

const plain = { method: 'POST', content: '{}', headers: {} };

async function resume(
  outputData: unknown,
  routes: Parameters<typeof scriptedApi>[0],
  rawRequest: unknown = plain,
) {
  const api = await scriptedApi(routes);
  const { run } = stepRunner({ brand: 'scrupp', clock: new FakeClock() });
  const bundle = { outputData, rawRequest, cleanedRequest: {} };
  const step = 'creates.create_company_task_and_wait.operation.performResume';
  return { output: run(step, { url: api.url, bundle }), api };
}

test('a run that an earlier version paused with a number as the id is resumed', async () => {
  const routes = { ...completed, [data]: { json: { items: [{ item: 'ibm' }] } } };

  const { output } = await resume({ id: 6666 }, routes);

  await expect(output).resolves.toMatchObject({ id: '6666', results_count: 1 });
});

test.each([undefined, null, {}, { id: '' }, { id: null }])(
  'a run that was paused with %j says that its job is unknown, and asks for none',
  async (outputData) => {
    const { output, api } = await resume(outputData, {});

    expect(await failure(output)).toMatchObject({
      name: 'HaltedError',
      message: expect.stringContaining('does not know the job'),
    });
    expect(api.requests).toEqual([]);
  },
);

test('A31: the note about results that cannot be read does not say that an ended job continues', async () => {
  const { output } = await resume({ id: '6666' }, { ...completed, [data]: refused(404, 'gone') });

  await expect(output).resolves.toMatchObject({
    note: expect.stringContaining('The job is paid: get its results in a separate step.'),
  });
});

test.each([null, {}, { headers: null }, { headers: { a: ['b'] } }, { content: { a: 1 } }, { content: 5 }])(
  'A31: a callback of the form %j resumes the run with its job',
  async (rawRequest) => {
    const routes = { ...completed, [data]: { json: { items: [{ item: 'ibm' }] } } };

    const { output } = await resume({ id: '6666' }, routes, rawRequest);

    await expect(output).resolves.toMatchObject({ id: '6666', results_count: 1 });
  },
);
