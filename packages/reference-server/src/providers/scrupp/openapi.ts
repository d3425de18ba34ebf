import {
  atLeast,
  count,
  exactly,
  flag,
  listOf,
  oneOf,
  orNull,
  type Schema,
  someText,
  text,
} from '../../http/openapi.ts';
import { about, type ApiFacts, type ApiOperation, inPath } from '../describe-api.ts';
import { jobTypes, limits, type TaskEndpoint } from './bodies.ts';

const items: Schema = about(
  'Websites, companies with a place, or kinds of business with a place. For contacts also people, as `Maria Lopez, example.com`.',
  {
    type: 'array',
    items: { type: 'string', minLength: 1, maxLength: limits.itemCharacters },
    minItems: 1,
    maxItems: limits.items,
  },
);
const max = about(
  'The most rows for each item, 10 by default. A job has at most 1,000 rows.',
  orNull({ type: 'integer', minimum: 1, maximum: limits.rowsPerItem }),
);
const short = orNull({ type: 'string', maxLength: 200 });
const options = {
  webhook_url: about('An https address that gets the end of the task.', orNull(text)),
  external_id: about('An id of yours, which the event repeats.', short),
  source: about('A text of yours, which the event repeats.', short),
};

const id = about('The number of the task or job.', { type: 'integer', minimum: 1 });
const error = about('Why it failed.', text);
const row = atLeast({ item: text, found: flag, reason: orNull(text), company_name: orNull(text) });
const rows = { total: count, items: listOf(row) };
const taskStatus = oneOf('queued', 'running', 'completed', 'failed');
const jobStatus = oneOf('queued', 'running', 'succeeded', 'failed');
const badBody = { 400: 'The body is wrong. `message` says what to change.', 413: 'The body is too large.' };
const notFound = { 404: 'The account has no such task or job.' };
const IN_BACKGROUND =
  'It is free and runs in the background: read its status until it has ended, or name a `webhook_url`.';

const createTask = (endpoint: TaskEndpoint, what: string): ApiOperation => ({
  method: 'post',
  path: `/api/v1${endpoint}`,
  id: `create_${endpoint.split('/')[1] ?? ''}_task`,
  tag: 'Tasks',
  summary: `Looks up ${what}.`,
  description: `Each item leads to at most \`max\` rows. ${IN_BACKGROUND}`,
  body: exactly({ items }, { max, ...options }),
  example: { items: ['dentists in Austin, Texas'], max: 5 },
  success: { 202: exactly({ process_id: id, status: taskStatus }) },
  refusals: badBody,
});

const operations: readonly ApiOperation[] = [
  createTask('/company/linkedin', 'companies'),
  createTask('/contact/linkedin', 'people at companies'),
  {
    method: 'get',
    path: '/api/v1/task/{process_id}/status',
    id: 'read_task_status',
    tag: 'Tasks',
    summary: 'Returns the status of a task.',
    description: 'It also reads jobs of the Jobs API.',
    parameters: [inPath('process_id', 'The `process_id` of the answer to the create.')],
    success: { 200: exactly({ process_id: id, status: taskStatus }, { error }) },
    refusals: notFound,
  },
  {
    method: 'get',
    path: '/api/v1/task/{process_id}/data',
    id: 'read_task_data',
    tag: 'Tasks',
    summary: 'Returns the rows of a task.',
    description: 'Before the end, the answer has the rows that are written so far.',
    parameters: [inPath('process_id', 'The `process_id` of the answer to the create.')],
    success: { 200: exactly(rows) },
    refusals: notFound,
  },
  {
    method: 'post',
    path: '/api/v1/jobs',
    id: 'create_job',
    tag: 'Jobs',
    summary: 'Looks up companies or people.',
    description: `Several requests with the same \`Idempotency-Key\` and body create one job. ${IN_BACKGROUND}`,
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        required: false,
        description: 'A text of yours of 1 to 255 visible ASCII characters.',
        schema: { type: 'string', minLength: 1, maxLength: 255 },
      },
    ],
    body: exactly({ type: oneOf(...jobTypes), input: exactly({ items }, { max }) }, options),
    example: { type: 'company.domain', input: { items: ['example.com'], max: 5 } },
    success: { 202: exactly({ job_id: id, id: someText, status: oneOf('queued') }) },
    refusals: { ...badBody, 422: 'The Idempotency-Key was sent with another body before.' },
  },
  {
    method: 'get',
    path: '/api/v1/jobs/{id}',
    id: 'read_job',
    tag: 'Jobs',
    summary: 'Returns the status of a job.',
    description: '`retry_after` says after how many seconds to read an unfinished job again.',
    parameters: [inPath('id', 'The `id` of the answer to the create.')],
    success: {
      200: exactly(
        { job_id: id, id: someText, type: orNull(text), status: jobStatus },
        { retry_after: count, error },
      ),
    },
    refusals: notFound,
  },
  {
    method: 'get',
    path: '/api/v1/jobs/{id}/result',
    id: 'read_job_result',
    tag: 'Jobs',
    summary: 'Returns the rows of a job.',
    description: 'The rows are kept for 30 days.',
    parameters: [inPath('id', 'The `id` of the answer to the create.')],
    success: { 200: exactly({ job_id: id, status: jobStatus, data: exactly(rows) }) },
    refusals: { ...notFound, 409: 'The job has no result yet, or it failed.' },
  },
  {
    method: 'get',
    path: '/api/v1/ping',
    id: 'ping',
    tag: 'Account',
    summary: 'Checks an API key.',
    description: 'It costs nothing.',
    success: { 200: exactly({ status: oneOf('ok') }) },
  },
  {
    method: 'get',
    path: '/api/v1/account/credits',
    id: 'read_credits',
    tag: 'Account',
    summary: 'Returns the balance of the account.',
    description: 'The balance in credits.',
    success: { 200: exactly({ credits: { type: 'number', minimum: 0 } }) },
  },
];

export const scruppApi: ApiFacts = {
  title: 'Scrupp API',
  description:
    'The Task API of Scrupp and its Jobs API as this server imitates them. Both take their numbers from one sequence and read what the other created. LinkedIn itself is never contacted. Jobs are free.',
  prefix: '/scrupp',
  key: { type: 'http', scheme: 'bearer', description: 'An API key of the account.' },
  tags: {
    Tasks: 'The Task API.',
    Jobs: 'The Jobs API, which clients such as Activepieces use.',
    Account: 'The key and the balance.',
  },
  errorBody: exactly({ error: someText, message: someText, error_code: someText }),
  unknownKeyStatus: 403,
  operations,
};
