import { expect, test } from 'vitest';
import type { World } from '../world.ts';
import { fiveQueries, jsonOf, rightLeads, startSearches } from './searches.ts';

const TOO_LONG = 'x'.repeat(121);

export function describeWaitingInPlace(world: () => World): void {
  test('five searches run at once, and each lead keeps the item that asked for it', async () => {
    const user = await world().createUser();

    const id = await startSearches(world(), user, { queries: fiveQueries });
    const execution = await world().host.api.waitFor(id);

    expect(execution.status).toBe('success');
    expect(jsonOf(execution, 'Check')).toEqual(rightLeads(fiveQueries));
    expect(execution.runs['ScrapeKit']).toHaveLength(1);
  });

  test('a refused search leaves by the error output, with the item that asked for it', async () => {
    const user = await world().createUser();
    const parts = { onError: 'continueErrorOutput' } as const;

    const id = await startSearches(world(), user, { queries: ['dentists', TOO_LONG, 'hotels'], parts });
    const execution = await world().host.api.waitFor(id);

    expect(jsonOf(execution, 'Check')).toEqual(rightLeads(['dentists', 'hotels']));
    expect(jsonOf(execution, 'Errors')).toEqual([expect.objectContaining({ asked: TOO_LONG })]);
  });

  test('C157: a job that is cancelled elsewhere leaves by the error output with its id', async () => {
    const user = await world().createUser();
    const parts = { onError: 'continueErrorOutput' } as const;

    const id = await startSearches(world(), user, { queries: ['dentists'], parts });
    const [jobId = ''] = await user.jobIds(1);
    await user.cancel(jobId);
    const execution = await world().host.api.waitFor(id);

    expect(jsonOf(execution, 'Check')).toEqual([]);
    expect(jsonOf(execution, 'Errors')).toEqual([{ asked: 'dentists', job: jobId }]);
  });

  test('C157: Cancel on Stop cancels the job of an execution that is stopped', async () => {
    const user = await world().createUser();
    const parameters = { options: { cancelOnStop: true } };

    const id = await startSearches(world(), user, { queries: ['dentists'], parameters });
    const [jobId = ''] = await user.jobIds(1);
    await world().host.api.stop(id);

    await user.jobIs('cancelled', jobId);
    expect((await world().host.api.summary(id)).status).toBe('canceled');
  });

  test('the job of an execution that is stopped goes on unless it is to be cancelled', async () => {
    const user = await world().createUser();

    const id = await startSearches(world(), user, { queries: ['dentists'] });
    const [jobId = ''] = await user.jobIds(1);
    await world().host.api.stop(id);

    await user.jobIs('completed', jobId);
    expect((await world().host.api.summary(id)).status).toBe('canceled');
  });
}
