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
import { actions, type JobType } from './bodies.ts';

const statuses = Object.keys(actions);
const score = about('How sure the verdict is, from 0 to 95.', count);
const reason = about('Why there is no better answer.', orNull(text));

interface Kind {
  readonly summary: string;
  readonly description: string;
  readonly record: Schema;
  readonly most: number;
  readonly example: readonly unknown[];
  readonly row: Schema;
}

const kinds: Readonly<Record<JobType, Kind>> = {
  'domain-scan': {
    summary: 'Finds the e-mail addresses on websites.',
    description:
      'Reads the pages of each website as far as its robots.txt allows, and verifies the addresses. An address that the website hides from its visitors is a suspected trap.',
    record: about('The URL of a website.', someText),
    most: 10_000,
    example: ['https://example.com'],
    row: atLeast({
      website: orNull(text),
      domain: orNull(text),
      emails: listOf(atLeast({ email: text, status: oneOf(...statuses), score })),
      suspectedTraps: listOf(atLeast({ email: text })),
      pagesRead: count,
      reason,
    }),
  },
  'email-validation': {
    summary: 'Verifies e-mail addresses.',
    description: 'Asks the mail server of each address whether the mailbox exists. No mail is sent.',
    record: about('An e-mail address.', someText),
    most: 100_000,
    example: ['info@example.com', 'sales@example.com'],
    row: atLeast({
      email: orNull(text),
      status: oneOf(...statuses),
      action: about('What to do with the address.', oneOf('send', 'review', 'retry', 'drop')),
      score,
      reason,
      suspectedTrap: flag,
    }),
  },
  'email-finder': {
    summary: 'Finds the e-mail addresses of people at companies.',
    description: 'Asks the mail server of the website about the likely addresses of each person.',
    record: exactly({ firstName: text, lastName: text, website: text }),
    most: 10_000,
    example: [{ firstName: 'Maria', lastName: 'Lopez', website: 'https://example.com' }],
    row: atLeast({
      firstName: orNull(text),
      lastName: orNull(text),
      website: orNull(text),
      email: orNull(text),
      status: oneOf(...statuses, 'not_found'),
      score,
      reason,
    }),
  },
};

const jobStatus = oneOf('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED');

const operationsOf = ([type, kind]: readonly [string, Kind]): readonly ApiOperation[] => [
  {
    method: 'post',
    path: `/api/v2/${type}`,
    id: `create_${type}`,
    tag: type,
    summary: kind.summary,
    description: `${kind.description} The job is free and runs in the background: read its results until the status is \`COMPLETED\` or \`FAILED\`.`,
    body: exactly(
      { records: { ...listOf(kind.record), minItems: 1, maxItems: kind.most } },
      { jobName: about('A name of your choice.', orNull({ type: 'string', maxLength: 200 })) },
    ),
    example: { jobName: 'My list', records: kind.example },
    success: { 201: exactly({ jobId: someText, jobName: text, status: jobStatus }) },
    refusals: {
      400: 'The body is no job, or none of its records can be used.',
      413: 'The body is too large.',
    },
  },
  {
    method: 'get',
    path: `/api/v2/${type}/results/{id}`,
    id: `read_${type}`,
    tag: type,
    summary: 'Returns the status of a job and, once it has ended, its rows.',
    description: 'There is one row for each record, in the order of the records. They are kept for 30 days.',
    parameters: [inPath('id', 'The `jobId` of the answer to the create.')],
    success: {
      200: exactly(
        {
          jobId: someText,
          jobName: text,
          jobType: oneOf(type),
          status: jobStatus,
          total: about('The records of the job.', count),
          processed: about('The rows that are written.', count),
        },
        { error: about('Why the job failed.', text), results: listOf(kind.row) },
      ),
    },
    refusals: { 404: 'The account has no such job.' },
  },
];

export const matchkraftApi: ApiFacts = {
  title: 'MatchKraft API',
  description:
    'The API of MatchKraft as this server imitates it. A job is created with a list of records and read by its id. The end of a job is also posted to the webhook of the account. Jobs are free.',
  prefix: '/matchkraft',
  key: { type: 'apiKey', in: 'header', name: 'apikey', description: 'An API key of the account.' },
  tags: {
    'domain-scan': 'The addresses on websites.',
    'email-validation': 'Whether addresses exist.',
    'email-finder': 'The addresses of people.',
  },
  errorBody: exactly({ error: someText, code: someText, requestId: someText }),
  operations: Object.entries(kinds).flatMap(operationsOf),
};
