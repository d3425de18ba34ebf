import { providers } from '@scrapekit/core';
import { expect, test } from 'vitest';
import { removeForeignUrls } from '../../src/deliver/foreign-urls.ts';
import { scrapekitSource } from '../support/test-relay.ts';

const source = scrapekitSource({ baseUrl: 'https://own.example.com/api', apiKey: 'key', targets: [] });

test.each([
  'https://evil.example/rows',
  ' https://evil.example/rows',
  '\u0001https://evil.example/rows',
  'HTTPS://EVIL.EXAMPLE/rows',
  'https:evil.example/rows',
  'https:/evil.example/rows',
  'https:\\evil.example',
  'https:\\\\evil.example/rows',
  'ht\ntps://evil.example/rows',
  '//evil.example/rows',
  '\\\\evil.example/rows',
  '/\t/evil.example/rows',
  'ftp://evil.example/rows',
  'ftp:evil.example',
  'https://scrapekit.ai@evil.example/rows',
  'https://scrapekit.ai.evil.example/rows',
  'https://user:password@scrapekit.ai/rows',
  'http://scrapekit.ai/rows',
  'https://scrapekit.ai:8443/rows',
])('%j is removed wherever it stands, because its origin is not that of the provider', (url) => {
  const { data, removed } = removeForeignUrls({ results_url: url, list: [1, { url }, url] }, source);

  expect(data).toEqual({ list: [1, {}] });
  expect(removed).toEqual(['results_url', 'list[1].url', 'list[2]']);
});

test.each([
  'https://own.example.com/api/v1/scrape/jobs/x/results',
  `${providers.scrapekit.baseUrl}/api/v1/scrape/jobs/x/results`,
  'Query: dentists // Austin',
  'and/or',
  '/api/v1/scrape/jobs/x',
  'evil.example',
  'https: the protocol',
  'mailto:owner@example.com',
  12,
  null,
])('%j is kept', (value) => {
  expect(removeForeignUrls({ value }, source)).toEqual({ data: { value }, removed: [] });
});
