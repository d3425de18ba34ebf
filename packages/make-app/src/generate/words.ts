import type { CallOperation, JobOperation, ProviderDefinition } from '@scrapekit/core';
import { toSentenceCase } from './sentence-case.ts';

/** The words that only the apps for Make have. All other words come from the definitions. */

/** Names of other companies. Make refuses a scraper app that has one in the name of a module. */
export const otherCompanies = ['Google', 'Gmail', 'LinkedIn', 'Facebook', 'Instagram', 'Apollo', 'Outlook'];

export const NO_REASON = 'The service gave no reason.';

const RESULTS = 'Maximum number of returned';

export interface ModuleWords {
  readonly label: string;
  readonly description: string;
}

export const createWords = ({ nouns: { job, rows }, cost, rows: { from } }: JobOperation): ModuleWords => ({
  label: `Create ${withArticle(job)}`,
  description: `Starts ${withArticle(job)} and continues at once. ${
    from === 'route'
      ? `Other modules read the ${rows} when it has ended.`
      : `The service sends the ${rows} to the webhook that you name.`
  } ${cost}`,
});

export const runWords = (
  { nouns: { job, rows }, cost }: JobOperation,
  { minutes }: { readonly minutes: number },
): ModuleWords => ({
  label: `Create ${withArticle(job)} and wait (small jobs)`,
  description: `Starts ${withArticle(job)}, waits up to ${minutes} minutes until it has ended, and returns its ${rows}. A job that takes longer goes on, and this module ends with an error that names it. ${cost}`,
});

export const getWords = ({ nouns: { job } }: JobOperation): ModuleWords => ({
  label: `Get ${withArticle(job)}`,
  description: `Reads the state of ${withArticle(job)}. It costs nothing.`,
});

export const cancelWords = ({ nouns: { job, rows } }: JobOperation): ModuleWords => ({
  label: `Cancel ${withArticle(job)}`,
  description: `Cancels ${withArticle(job)}. The ${rows} that are done by then stay charged.`,
});

export const rowsWords = ({ nouns: { job, rows } }: JobOperation): ModuleWords => ({
  label: `List the ${rows} of ${withArticle(job)}`,
  description: `Returns the ${rows} of ${withArticle(job)} that has ended, each as a bundle. It costs nothing.`,
});

export const fileWords = ({ nouns: { job, rows } }: JobOperation): ModuleWords => ({
  label: `Download the ${rows} of ${withArticle(job)}`,
  description: `Returns all ${rows} of ${withArticle(job)} that has ended as one file. It costs nothing.`,
});

export const artifactWords = ({ nouns: { job, row } }: JobOperation): ModuleWords => ({
  label: `Download ${withArticle(row)} of ${withArticle(job)}`,
  description: `Returns the content of one ${row} of ${withArticle(job)}. It costs nothing.`,
});

export const listWords = ({ nouns: { job } }: JobOperation): ModuleWords => ({
  label: `List ${plural(job)}`,
  description: `Returns the ${plural(job)} of the account, the newest first. It costs nothing.`,
});

export const callWords = ({ title, description, cost }: CallOperation): ModuleWords => ({
  label: toSentenceCase(title),
  description: `${description} ${cost}`,
});

export const watchWords = (jobs: string): ModuleWords => ({
  label: `Watch finished ${jobs}`,
  description: `Triggers when one of your ${jobs} has ended. It takes only the ID from the webhook and reads the job with your API key.`,
});

export const apiCallWords = ({ name }: ProviderDefinition): ModuleWords => ({
  label: 'Make an API call',
  description: `Performs any authorized request to the API of ${name}.`,
});

/** The help of the field for a webhook URL. `help` is the definition's. */
export const webhookUrlHelp = (help: string, { label }: ModuleWords): string =>
  `${help} Paste the address of the webhook of the trigger "${label}" to continue when the job has ended.`;

/** The help of the field for the name of a webhook, for a provider whose deliveries this app cannot read. */
export const webhookNameHelp = (help: string, name: string): string =>
  `${help} ${name} sends the result to that webhook only. This app has no trigger for it, because Make cannot check who sent it.`;

export const jobIdField = ({ nouns: { job } }: JobOperation) => ({
  label: 'Job ID',
  help: `Map the ID of the ${job} from the module that created it, or from a trigger.`,
});

export const rowIdField = ({ nouns: { row, rows } }: JobOperation) => ({
  label: `${toSentenceCase(row)} ID`,
  help: `Map the ID from the module that lists the ${rows}.`,
});

export const limitField = (things: string) => ({
  label: 'Limit',
  help: `${RESULTS} ${things}.`,
});

/** The limit of a module that also starts the job. */
export const runLimitField = (things: string) => ({
  label: 'Limit',
  help: `${RESULTS} ${things}. The job does not end there, so it may charge for more ${things}.`,
});

export const apiKeyField = ({ credentials: { apiKey } }: ProviderDefinition) => ({
  label: 'API key',
  help: `${apiKey.help} [Open the page](${apiKey.page}).`,
});

export const baseUrlField = ({ name }: ProviderDefinition) => ({
  label: 'Base URL',
  help: `The address of the API, without a slash at the end. Your API key is sent there. Change it only if you do not use ${name} itself.`,
});

export const checkKeyField = {
  label: 'Check the key',
  help: 'Whether to test the key when you save it. Turn this off if the server has no route that shows the account.',
};

export const connectionLabel = ({ name }: ProviderDefinition): string => `${name} API key`;

/** The message for a charged request that got no answer. */
export const lostAnswer = ({ what, whereToLook }: { what: string; whereToLook: string }): string =>
  `The answer was lost, so it is unknown whether ${what}. ${whereToLook} before you run this module again.`;

/** Names the caller's id of a job, if the module got one. */
export const withRequestId = (field: string): string =>
  `{{if(parameters.${field}, ' and its request ID', '')}}`;

/** What an error of a module says after it has started a job. */
export const stepAfterCreate = (job: string): string =>
  `The ${job} {{temp.jobId}} was started and continues. Do not run this module again for it. Read it with the other modules.`;

/** The message for a job that has no results. */
export const notCompleted = (job: string): string =>
  `The ${job} has no results, because its status is {{body.status}}. Try again when it has ended.`;

/** The message for a job that took too long, or failed, while a module waited. */
export const notCompletedInTime = (job: string): string =>
  `The ${job} {{temp.jobId}} has the status {{temp.status}}. It was started once. If it still runs, read its results later with the other modules.`;

export const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;

export const plural = (noun: string): string => (/(?:s|sh|ch|x)$/.test(noun) ? `${noun}es` : `${noun}s`);

export const jobStatuses = [
  { label: 'Queued', value: 'queued' },
  { label: 'Running', value: 'running' },
  { label: 'Completed', value: 'completed' },
  { label: 'Failed', value: 'failed' },
  { label: 'Cancelled', value: 'cancelled' },
] as const;

export const statusFilter = {
  label: 'Status',
  help: 'Only jobs in this state. Empty means all.',
};

export const createdAfterField = {
  label: 'Created after',
  help: 'Only jobs that were created after this time. Empty means all.',
};

export const requestIdFilter = {
  label: 'Request ID',
  help: 'Only the job that was created with this request ID. A job is found by it when the answer to its start was lost.',
};

/** The field for the path of any request. `path` is one of the API, without the slash before it. */
export const pathField = (path: string) => ({
  label: 'Path',
  help: `The part of the address after the base URL of the connection, such as \`${path}\`. A complete address is not accepted, so that your API key is sent to the service only.`,
});

export const apiCallFields = {
  headers: { label: 'Headers', help: 'You do not need to add the API key.' },
  qs: { label: 'Query string' },
  body: { label: 'Body' },
};

export const webhookLabel = ({ label }: ModuleWords): string => label.replace('Watch f', 'F');

export const TRIGGER_GROUP = 'Triggers';

export const UNIVERSAL_GROUP = 'Other';
