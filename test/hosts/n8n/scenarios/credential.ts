import { expect, test } from 'vitest';
import type { World } from '../world.ts';
import { node, workflow } from '../workflow-draft.ts';

export function describeCredential(world: () => World): void {
  test('C003: the test of a credential accepts a valid key', async () => {
    const { credentialData } = await world().createUser();

    const result = await world().host.api.testCredential('scrapeKitApi', credentialData);

    expect(result).toMatchObject({ status: 'OK' });
  });

  test('C003: the test of a credential says that an unknown key is unknown', async () => {
    const { credentialData } = await world().createUser();
    const apiKey = `sk_live_${'x'.repeat(40)}`;

    const result = await world().host.api.testCredential('scrapeKitApi', { ...credentialData, apiKey });

    expect(result).toMatchObject({ status: 'Error', message: expect.stringContaining('key') });
  });

  test('the test of a credential names the base URL when it has a path too many', async () => {
    const { credentialData } = await world().createUser();
    const baseUrl = `${credentialData.baseUrl}/api/v1`;

    const result = await world().host.api.testCredential('scrapeKitApi', { ...credentialData, baseUrl });

    expect(result).toMatchObject({ status: 'Error', message: expect.stringContaining('base URL') });
  });

  test('a trigger that uses webhooks only is not published without a secret', async () => {
    const { api } = world().host;
    const { credentialData } = await world().createUser();
    const withoutSecret = { ...credentialData, webhookSecret: '' };
    const scrapeKitApi = await api.createCredential('scrapeKitApi', withoutSecret);
    const trigger = node('n8n-nodes-scrapekit.scrapeKitTrigger', {
      parameters: { receive: 'webhook' },
      credentials: { scrapeKitApi },
    });
    const id = await api.createWorkflow(workflow('No secret', { nodes: [trigger] }));

    await expect(api.activate(id)).rejects.toThrow('webhook secret');
  });
}
