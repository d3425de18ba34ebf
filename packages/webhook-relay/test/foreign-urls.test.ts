import { expect, test } from 'vitest';
import { removeForeignUrls } from '../src/deliver/foreign-urls.ts';
import { scrapekitSource } from './support/test-relay.ts';

const source = scrapekitSource({ baseUrl: 'https://api.test', apiKey: 'sk_live_x', targets: [] });

test('every text that a program would request from another origin is removed', () => {
  const foreign = [
    'https://evil.example/rows',
    '//evil.example/rows',
    '\\\\evil.example/rows',
    ' https://evil.example/rows',
    '\u0000https://evil.example/rows',
    'ht\ntps://evil.example/rows',
    '/\t/evil.example/rows',
    'https:evil.example/rows',
    'HTTPS:/evil.example/rows',
    'https:\\evil.example',
    'https://scrapekit.ai@evil.example/',
    'https://user@scrapekit.ai/',
    'http://scrapekit.ai/',
    'https://scrapekit.ai.evil.example/',
    'ftp:evil.example',
  ];

  const { data, removed } = removeForeignUrls({ urls: foreign }, source);

  expect(data).toEqual({ urls: [] });
  expect(removed).toHaveLength(foreign.length);
});

test('URLs of the provider and ordinary texts stay', () => {
  const kept = {
    results_url: 'https://scrapekit.ai/api/v1/scrape/jobs/x/results',
    own: 'https://api.test/x',
    note: 'http: the address was wrong',
    query: 'dentists',
    path: '/api/v1/jobs',
  };

  expect(removeForeignUrls(kept, source)).toEqual({ data: kept, removed: [] });
});
