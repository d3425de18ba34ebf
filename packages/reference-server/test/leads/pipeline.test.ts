import { describe, expect, test } from 'vitest';
import { createLeadPipeline, type CrawlResult, type Place, type Search } from '../../src/leads/index.ts';

const place = (placeId: string, website = '', emails: readonly string[] = []): Place => ({
  placeId,
  name: 'Harbor Dental',
  address: '1 Main St',
  phone: '',
  website,
  rating: null,
  reviewsCount: null,
  lat: 1,
  lng: 2,
  category: '',
  emails,
});

function pipelineWith(places: readonly Place[], crawled: readonly string[] = []) {
  const searches: Search[] = [];
  const crawls: string[] = [];
  const pipeline = createLeadPipeline({
    source: {
      id: 'simulated',
      attribution: null,
      async *discover(search) {
        searches.push(search);
        yield* places;
      },
    },
    crawler: {
      crawl(website, signal): Promise<CrawlResult> {
        signal?.throwIfAborted();
        crawls.push(website);
        return Promise.resolve({ emails: crawled, suspectedTraps: [], pages: [website] });
      },
    },
  });
  return { pipeline, searches, crawls };
}

describe('discover', () => {
  test('searches for the niche and the location of the words', async () => {
    const { pipeline, searches } = pipelineWith([place('a'), place('b')]);

    const found = await pipeline.discover('dentists', 'Austin, Texas', 500);

    expect(found.map(({ placeId }) => placeId)).toEqual(['a', 'b']);
    expect(searches).toMatchObject([
      { niche: { id: 'amenity/dentist' }, location: { label: 'Austin, Texas, United States' }, limit: 500 },
    ]);
  });

  test('searches for the words when they name no known niche', async () => {
    const { pipeline, searches } = pipelineWith([place('a')]);

    await pipeline.discover('dog walkers', 'Austin, Texas', 5);

    expect(searches).toMatchObject([{ niche: { label: 'Dog Walker', tags: [] } }]);
  });

  test('names an unknown location and says what to write instead', async () => {
    const { pipeline } = pipelineWith([place('a')]);

    await expect(pipeline.discover('dentists', 'Zzyzzyx', 5)).rejects.toMatchObject({
      name: 'UnknownLocationError',
      message: expect.stringMatching(/"Zzyzzyx" was not found.*Austin, Texas/) as string,
    });
  });

  test('fails with the documented reason when no business is found', async () => {
    const { pipeline } = pipelineWith([]);

    await expect(pipeline.discover('unicorn breeders', 'Reykjavik, Iceland', 5)).rejects.toMatchObject({
      name: 'NoBusinessesError',
      message: 'No businesses found for this query in the target region.',
    });
  });

  test('refuses a query without a word', async () => {
    const { pipeline } = pipelineWith([place('a')]);

    await expect(pipeline.discover('123', 'Austin, Texas', 5)).rejects.toMatchObject({
      name: 'NoBusinessesError',
    });
  });
});

describe('findEmails', () => {
  test('returns the addresses of the website and the source once, those of the website domain first', async () => {
    const { pipeline } = pipelineWith([], ['info@harbor.com', 'harbor@gmail.com']);

    const emails = await pipeline.findEmails(
      place('a', 'https://www.harbor.com/', ['Desk@harbor.com', 'info@harbor.com']),
    );

    expect(emails).toEqual(['info@harbor.com', 'desk@harbor.com', 'harbor@gmail.com']);
  });

  test('leaves out what is no address, whether a page or the source gives it', async () => {
    const { pipeline } = pipelineWith([], ['@harbor.com', 'bob@harbor', 'info@harbor.com']);

    const emails = await pipeline.findEmails(place('a', 'https://harbor.com/', ['none', 'a b@harbor.com']));

    expect(emails).toEqual(['info@harbor.com']);
  });

  test('returns at most 500 addresses, those of the website domain first', async () => {
    const numbered = (domain: string, count: number) =>
      Array.from({ length: count }, (_, index) => `a${index}@${domain}`);
    const { pipeline } = pipelineWith([], numbered('harbor.com', 400));

    const emails = await pipeline.findEmails(
      place('a', 'https://harbor.com/', numbered('source.example', 200)),
    );

    expect(emails).toHaveLength(500);
    expect(emails.slice(398, 402)).toEqual([
      'a398@harbor.com',
      'a399@harbor.com',
      'a0@source.example',
      'a1@source.example',
    ]);
  });

  test('crawls nothing for a place without a website', async () => {
    const { pipeline, crawls } = pipelineWith([]);

    expect(await pipeline.findEmails(place('a', '', ['a@b.com']))).toEqual(['a@b.com']);
    expect(crawls).toEqual([]);
  });

  test('rejects when aborted', async () => {
    const { pipeline } = pipelineWith([]);

    await expect(
      pipeline.findEmails(place('a', 'https://x.com'), AbortSignal.abort(new Error('stop'))),
    ).rejects.toThrow('stop');
  });
});
