import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { MockAgent } from 'undici';
import { fetchTransport, ScrapeKit } from '../../src/node/index.ts';
import { transportContract } from '../../src/testing/transport-contract.ts';
import { apiKey, jobIn, scriptedScrapeKit } from './scripted-provider.ts';

describe('the transport of a fetch function', () => {
  for (const { name, run } of transportContract(fetchTransport(fetch))) test(name, run);
});

test('requests go through a given fetch function', async () => {
  const urls: string[] = [];
  const scrapekit = new ScrapeKit({
    apiKey,
    fetch: (url) => {
      urls.push(url instanceof Request ? url.url : url.toString());
      return Promise.resolve(Response.json(jobIn('completed').json));
    },
  });

  const job = await scrapekit.scrape.get('sk_job_4f7a9b1c');

  expect(job.status).toBe('completed');
  expect(urls).toEqual(['https://scrapekit.ai/api/v1/scrape/jobs/sk_job_4f7a9b1c']);
});

test('requests go through a given dispatcher', async () => {
  const dispatcher = new MockAgent();
  dispatcher.disableNetConnect();
  dispatcher
    .get('https://scrapekit.ai')
    .intercept({ path: '/api/v1/scrape/jobs/sk_job_4f7a9b1c' })
    .reply(200, JSON.stringify(jobIn('completed').json));
  const scrapekit = new ScrapeKit({ apiKey, dispatcher });

  expect((await scrapekit.scrape.get('sk_job_4f7a9b1c')).status).toBe('completed');
  await dispatcher.close();
});

test('an asynchronous debug hook that rejects changes nothing', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  onTestFinished(() => void process.off('unhandledRejection', unhandled));
  const { scrapekit } = scriptedScrapeKit([jobIn('completed')], {
    debug: () => Promise.reject(new Error('the hook is broken')),
  });

  const job = await scrapekit.scrape.get('sk_job_4f7a9b1c');
  await new Promise((resolve) => void setImmediate(resolve));

  expect(job.status).toBe('completed');
  expect(unhandled).not.toHaveBeenCalled();
});
