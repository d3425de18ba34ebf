import { describe, expect, test } from 'vitest';
import { createClient } from '../../src/client.ts';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import { InputError } from '../../src/errors/input-error.ts';
import { scrapenest } from '../../src/providers/scrapenest/definition.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { scriptedTransport, type ScriptedAnswer } from '../scripted-transport.ts';
import { scriptedClient } from './client.ts';

const job = { id: 'job_1', operation: 'scrape' };

function nestClient(...script: readonly ScriptedAnswer[]) {
  const { transport, requests } = scriptedTransport(...script);
  return { client: createClient(scrapenest, { transport, clock: new FakeClock(0) }), requests };
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('a file that a job produced', () => {
  test('is streamed as it is', async () => {
    const { client, requests } = nestClient({ text: '<html>é</html>' });

    expect(await textOf(client.artifact(job, 'page 1.html'))).toBe('<html>é</html>');
    expect(requests[0]).toMatchObject({
      method: 'GET',
      url: 'https://api.scrapenest.com/api/v1/jobs/job_1/artifacts/page%201.html',
      stream: true,
    });
  });

  test.each(['', '.', '..', '\uD800', undefined])(
    'cannot have the id %j, which no URL can hold',
    async (id) => {
      const { client, requests } = nestClient();

      await expect(textOf(client.artifact(job, id as string))).rejects.toBeInstanceOf(InputError);
      expect(requests).toEqual([]);
    },
  );

  test('does not exist at a provider whose rows are no files', async () => {
    const { client } = scriptedClient();

    await expect(textOf(client.artifact({ ...job, id: 'sk_job_1' }, 'a'))).rejects.toBeInstanceOf(
      ConfigurationError,
    );
  });
});

describe('a registered webhook endpoint', () => {
  const endpoints = [
    { id: 'we_1', url: 'https://example.com/a', enabled_events: ['job.completed'] },
    { id: 'we_2', url: 'https://example.com/b', enabled_events: [] },
  ];

  test('is found by its URL', async () => {
    const { client } = nestClient({ json: { webhook_endpoints: endpoints } });

    await expect(client.findEndpoint('https://example.com/a')).resolves.toEqual({
      id: 'we_1',
      url: 'https://example.com/a',
      events: ['job.completed'],
    });
    await expect(client.findEndpoint('https://example.com/c')).resolves.toBeUndefined();
  });

  test('is removed, and one that is gone counts as removed', async () => {
    const { client, requests } = nestClient({ status: 204, text: '' }, { status: 404, text: '' });

    await client.removeEndpoint('we_1');
    await client.removeEndpoint('we_1');

    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(
      Array(2).fill('DELETE https://api.scrapenest.com/api/v1/webhook-endpoints/we_1'),
    );
  });

  test.each(['', '.', '..', '\uD800', undefined as unknown as string])(
    'cannot have the id %j, which would change the path',
    async (id) => {
      const { client, requests } = nestClient({ status: 204, text: '' });

      await expect(client.removeEndpoint(id)).rejects.toBeInstanceOf(InputError);
      expect(requests).toEqual([]);
    },
  );

  test('does not exist at a provider that takes a URL with each job', async () => {
    const { client } = scriptedClient();

    await expect(client.findEndpoint('https://example.com/a')).rejects.toBeInstanceOf(ConfigurationError);
    await expect(client.removeEndpoint('we_1')).rejects.toBeInstanceOf(ConfigurationError);
  });
});
