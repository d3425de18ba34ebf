import { ApiError, defineProvider, providers, type Client } from '@scrapekit/core';
import { z } from 'zod/v4';
import { apiKeyAuthentication } from '../../shared/authentication.ts';

/** ScrapeKit with the free call that returns the account of a key. A server may lack it (X03). */
const scrapekit = defineProvider({
  ...providers.scrapekit,
  operations: {
    ...providers.scrapekit.operations,
    account: { kind: 'call', title: 'Read the account', input: z.object({}), route: 'GET /api/v1/account' },
  },
});

const accountBody = z.object({ email: z.string().min(1) });
const unknownJob = { id: `sk_job_${'0'.repeat(16)}`, operation: 'scrape' };

async function fetchAccount(client: Client): Promise<string | undefined> {
  try {
    return accountBody.safeParse(await client.call('account', {})).data?.email;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  // A server without that call still answers this one with 404 for a good key and with 401 for a bad one.
  await client.get(unknownJob).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
  });
  return undefined;
}

const isNotFound = (error: unknown): boolean => ApiError.isInstance(error) && error.status === 404;

export const authentication = apiKeyAuthentication(scrapekit, {
  keyHelp: 'Create one under [Dashboard → API](https://scrapekit.ai/dashboard). It starts with `sk_live_`.',
  secretHelp:
    'Shown under [Dashboard → API](https://scrapekit.ai/dashboard). It starts with `whsec_`. With it, the log of a ' +
    'step says whether a callback has a genuine signature.',
  fetchAccount,
});
