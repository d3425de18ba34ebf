import { Readable } from 'node:stream';
import type { ProviderDefinition } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { connect } from './connect.ts';
import { translatingErrors } from './errors.ts';
import { readJobId } from './read-job-id.ts';

/** A whole file may take longer than a step; reading it twice does no harm, so Zapier may end it when it likes. */
const FILE_BUDGET_MS = 120_000;

/** Streams the provider's own CSV file to Zapier, which keeps it for the step that asked. Resolves with its URL. */
export const resultsFile = (provider: ProviderDefinition, operation: string) =>
  translatingErrors(async (z: ZObject, { authData, inputData }: Bundle): Promise<string> => {
    const id = readJobId(inputData);
    const client = connect(provider, z, { authData, clock: systemClock, budgetMs: FILE_BUDGET_MS });
    const file = Readable.from(client.resultsFile({ id, operation }, 'csv'));
    return Promise.resolve(z.stashFile(file, undefined, `${id}.csv`, 'text/csv'));
  });
