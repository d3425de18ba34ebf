import { expect, test } from 'vitest';
import type { World } from '../world.ts';
import {
  fiveQueries,
  itemsOf,
  jsonOf,
  LEADS_PER_SEARCH,
  resumePath,
  rightLeads,
  startSearches,
} from './searches.ts';

/** n8n wakes an execution up to a minute late, so an execution that ends earlier was woken by its webhooks. */
const SOONER_THAN_A_TIMER_MS = 25_000;

export function describeSleeping(world: () => World): void {
  test('webhooks wake the execution, and each lead keeps the item that asked for it', async () => {
    const { host } = world();
    const user = await world().createUser();

    const id = await startSearches(world(), user, { queries: fiveQueries, sleeps: true });
    await host.api.waitFor(id, 'waiting');
    const execution = await host.api.waitFor(id);

    expect(execution.status).toBe('success');
    expect(jsonOf(execution, 'Check')).toEqual(rightLeads(fiveQueries));
    const lastWebhook = Math.max(
      ...host.proxy.deliveries
        .filter(({ path }) => path.startsWith(resumePath(id)))
        .map(({ receivedAt }) => receivedAt),
    );
    expect(Date.parse(execution.stoppedAt ?? '') - lastWebhook).toBeLessThan(SOONER_THAN_A_TIMER_MS);
  });

  test('the timer wakes the execution when all webhooks are lost, and each lead keeps its item', async () => {
    const { host } = world();
    const user = await world().createUser();

    const id = await startSearches(world(), user, { queries: fiveQueries, sleeps: true });
    host.proxy.lose(resumePath(id));
    const execution = await host.api.waitFor(id);

    expect(execution.status).toBe('success');
    expect(jsonOf(execution, 'Check')).toEqual(rightLeads(fiveQueries));
    const webhooks = host.proxy.deliveries.filter(({ path }) => path.startsWith(resumePath(id)));
    expect(webhooks.map(({ status }) => status)).toEqual(fiveQueries.map(() => undefined));
  });

  test('C196: a forged webhook is answered 401 and wakes nothing; a webhook that comes twice counts once', async () => {
    const { host } = world();
    const user = await world().createUser();
    const id = await startSearches(world(), user, { queries: ['dentists'], sleeps: true });
    host.proxy.lose(resumePath(id));
    const genuine = await host.proxy.delivery(({ path }) => path.startsWith(resumePath(id)));
    await host.api.waitFor(id, 'waiting');

    const forgedBody = Buffer.from(genuine.body.toString().replace('completed', 'cancelled'));
    const forged = await host.proxy.send({ ...genuine, body: forgedBody });
    const statusAfterForgery = (await host.api.summary(id)).status;
    const answers = await Promise.all([host.proxy.send(genuine), host.proxy.send(genuine)]);
    const execution = await host.api.waitFor(id);
    const late = await host.proxy.send(genuine);

    expect(forged.status).toBe(401);
    expect(statusAfterForgery).toBe('waiting');
    expect(answers.map(({ status }) => status)).toContain(200);
    expect(late.status).toBe(409);
    expect(jsonOf(execution, 'Check')).toEqual(rightLeads(['dentists']));
    expect(await user.jobIds(1)).toHaveLength(1);
  });

  test('two paid jobs and a refused one survive the timer when errors have an output of their own', async () => {
    const { host } = world();
    const user = await world().createUser();
    const tooLong = 'x'.repeat(121);
    const parts = { onError: 'continueErrorOutput' } as const;
    const queries = ['dentists', tooLong, 'hotels'];

    const id = await startSearches(world(), user, { queries, sleeps: true, parts });
    host.proxy.lose(resumePath(id));
    const execution = await host.api.waitFor(id);

    expect(jsonOf(execution, 'Check')).toEqual(rightLeads(['dentists', 'hotels']));
    expect(jsonOf(execution, 'Errors')).toEqual([expect.objectContaining({ asked: tooLong })]);
    expect(await user.jobIds(2)).toHaveLength(2);
  });

  test('Always Output Data adds no empty item to the leads', async () => {
    const { host } = world();
    const user = await world().createUser();
    const parts = { alwaysOutputData: true };

    const id = await startSearches(world(), user, { queries: ['dentists'], sleeps: true, parts });
    const execution = await host.api.waitFor(id);

    expect(execution.status).toBe('success');
    expect(itemsOf(execution, 'ScrapeKit', 1)).toHaveLength(LEADS_PER_SEARCH);
    expect(jsonOf(execution, 'Check')).toEqual(rightLeads(['dentists']));
  });

  test('a node that sleeps without its connection waits in place and says so', async () => {
    const { host } = world();
    const user = await world().createUser();

    const id = await startSearches(world(), user, { queries: ['dentists'], sleeps: true, hasLoop: false });
    const execution = await host.api.waitFor(id);

    expect(jsonOf(execution, 'Check')).toEqual(rightLeads(['dentists']));
    const hints = execution.runs['ScrapeKit']?.flatMap((run) => run.hints ?? []);
    expect(hints?.map(({ message }) => message)).toContainEqual(expect.stringContaining('Still Running'));
  });
}
