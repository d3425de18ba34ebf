import { inputFields, jobColumns, providers, rowColumns, sample } from '@scrapekit/core';
import type { Field, JobOperation } from '@scrapekit/core';
import { toInputFields, toOutputFields, withoutWebhookUrl } from '../../shared/words.ts';

export const scrape: JobOperation = providers.scrapekit.operations.scrape;

const fields = inputFields(scrape);

/** The form of the step that continues at once, in which a webhook URL can be entered. */
export const createFields = toInputFields(fields);
/** The form of the step that waits, which passes the callback URL of the Zap itself. */
export const createAndWaitFields = toInputFields(withoutWebhookUrl(providers.scrapekit, fields));

/** Keys of ScrapeKit's answers that every step about a job copies into its output. */
export const copiedJobKeys = ['query', 'location', 'created_at'] as const;
/** Keys that only the answer to a create has. */
export const copiedCreateKeys = [
  ...copiedJobKeys,
  'max_leads',
  'verify_emails',
  'estimated_credits',
] as const;

const select = (columns: readonly Field[], keys: readonly string[]): readonly Field[] =>
  keys.flatMap((key) => columns.filter((column) => column.key === key));

const createColumns = jobColumns(scrape, 'create');
const statusColumns = jobColumns(scrape);
const leadColumns = rowColumns(scrape);

export const createOutputFields = [
  // Zapier recognises a repeated output by this key.
  { key: 'id', label: 'ID', primary: true },
  ...toOutputFields(select(createColumns, ['status', ...copiedCreateKeys])),
];

const { job_id: id, status: queued, ...created } = sample(createColumns);
export const createSample = {
  id,
  status: queued,
  ...Object.fromEntries(copiedCreateKeys.map((key) => [key, created[key]])),
};

export const resultsOutputFields = [
  { key: 'id', label: 'ID', primary: true },
  ...toOutputFields(select(statusColumns, ['status', ...copiedJobKeys, 'credits_used'])),
  { key: 'results_count', label: 'Leads Count', type: 'integer' as const },
  { key: 'results_included', label: 'Leads Included', type: 'integer' as const },
  { key: 'all_results_included', label: 'All Leads Included', type: 'boolean' as const },
  ...toOutputFields(leadColumns, 'results[]'),
  { key: 'results_file', label: 'Leads File', type: 'file' as const },
];

const ended = sample(statusColumns);
export const resultsSample = {
  id: ended.job_id,
  status: ended.status,
  ...Object.fromEntries([...copiedJobKeys, 'credits_used'].map((key) => [key, ended[key]])),
  results_count: 1,
  results_included: 1,
  all_results_included: true,
  results: [sample(leadColumns)],
  results_file: 'https://zapier-dev-files.s3.amazonaws.com/cli-platform/sk_job_4f7a9b1c.csv',
};
