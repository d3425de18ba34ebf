import type { StoredJob } from '../../jobs/job.ts';
import { readResultPages } from '../../jobs/results.ts';
import type { Reader } from '../../storage/database.ts';
import { ScrapeFailure } from './errors/scrape-failure.ts';
import { PREFIX } from './names.ts';
import { emptyResult, type ScrapeResult } from './page/scrape-result.ts';
import { scrapeConfig, type ScrapeConfig } from './scrape-config.ts';

/** Content of more characters than this is linked, not carried (F21). */
const MOST_CARRIED = 1024 * 1024;

export interface EndedScrape {
  readonly config: ScrapeConfig;
  readonly result: ScrapeResult;
}

/** What a queued scrape came to, its content in full. */
export async function readEndedScrape(db: Reader, job: StoredJob): Promise<EndedScrape> {
  const config = scrapeConfig.parse(job.input);
  let json = '';
  for await (const page of readResultPages(db, job.id)) json += page;
  if (json === '') {
    const failure = new ScrapeFailure('ERR::API::INTERNAL_ERROR', job.error ?? 'The scrape was cancelled.');
    return { config, result: emptyResult(config.url, failure) };
  }
  // Written by this provider's own operation.
  return { config, result: JSON.parse(json) as ScrapeResult };
}

/** The result with links into this server: to its log entry, and to content that is too large to carry. */
export function withLinks(result: ScrapeResult, job: Pick<StoredJob, 'id'>, publicUrl: string): ScrapeResult {
  const linked = { ...result, log_url: logUrl(job, publicUrl) };
  if (result.content.length <= MOST_CARRIED) return linked;
  const content = `${publicUrl}${PREFIX}/blob/${job.id}`;
  return { ...linked, content, format: result.format === 'binary' ? 'blob' : 'clob' };
}

export const logUrl = ({ id }: Pick<StoredJob, 'id'>, publicUrl: string): string =>
  `${publicUrl}${PREFIX}/log/${id}`;
