import { type JobOperation, providers, type Row } from '@scrapekit/core';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod/v4';
import { fixture } from '../contract/fixture.ts';

const { scrape, verify, verifyEmail } = providers.scrapekit.operations;
const { domainScan } = providers.matchkraft.operations;
const scrapfly: JobOperation = providers.scrapfly.operations.scrape;

const objects = [
  ['scrapekit/created.json', scrape.job.created],
  ['scrapekit/status.json', scrape.job.schema],
  ['scrapekit/verify-created.json', verify.job.created],
  ['scrapekit/verify-status.json', verify.job.schema],
  ['scrapekit/verify-email.json', verifyEmail.rows.schema],
  ['matchkraft/created.json', domainScan.job.created],
  ['scrapfly/queued.json', scrapfly.job.created],
  ['scrapfly/webhook-scrape.json', scrapfly.job.schema],
] as const;

describe('the columns describe what the documents print', () => {
  test.each(objects)('%s', (path, schema) => {
    const body = fixture(path);

    expect(schema.safeParse(body).error).toBeUndefined();
    const described = Object.entries(schema.shape).filter(([, column]) => !isOptional(column));
    expect(described.filter(([key]) => !(key in (body as Row)))).toEqual([]);
  });

  test('C105, C194: scrapekit/results.json in normal form', () => {
    const { results } = fixture('scrapekit/results.json') as { readonly results: readonly Row[] };
    const described = Object.keys(scrape.rows.schema.shape);

    for (const lead of results.map(scrape.normalize)) {
      expect(scrape.rows.schema.safeParse(lead).error).toBeUndefined();
      expect(Object.keys(lead).filter((column) => !described.includes(column))).toEqual([]);
    }
  });

  test('F20: scrapfly/webhook-scrape.json as a row', () => {
    const { rows, normalize } = scrapfly;
    const [page] = rows.from === 'job' ? rows.parse(fixture('scrapfly/webhook-scrape.json')) : [];

    expect(rows.schema.safeParse(normalize(page ?? {})).error).toBeUndefined();
  });
});

const isOptional = (column: z.ZodType): boolean => column.safeParse(undefined).success;
