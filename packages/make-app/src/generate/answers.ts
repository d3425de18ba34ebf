import type { JobOperation, JobStatus, ProviderDefinition } from '@scrapekit/core';
import { firstOf, isOneOf } from './expression.ts';
import { type Body, bodyOf, findPaths, tryRead } from './probe.ts';

const jobIdPaths = ['job_id', 'jobId', 'process_id', 'id', 'context.job.uuid'];
const statusWords = ['completed', 'succeeded', 'partial', 'failed', 'cancelled'];

const jobBody = (status: string): Body =>
  bodyOf([...jobIdPaths.map((path) => [path, 'x'] as const), ['status', status]]);

/** Returns the expression for the id of the job in the answer to a create. */
export function jobIdOf(operation: JobOperation): string {
  const paths = findPaths(jobIdPaths, {
    valueOf: (index) => `job-${index}`,
    read: (body) => operation.parseJob({ ...body, status: 'queued' }).id,
  });
  if (paths.length === 0) throw new TypeError(`No id was found in the answers of ${operation.title}.`);
  return firstOf(paths.map((path) => `body.${path}`));
}

/** Returns the words by which the API may name one of these states. */
export const wordsOf = (operation: JobOperation, wanted: readonly JobStatus[]): readonly string[] =>
  statusWords
    .flatMap((word) => [word, word.toUpperCase()])
    .filter((word) => {
      const status = tryRead(() => operation.parseJob(jobBody(word)).status);
      return status !== undefined && wanted.includes(status);
    });

/** Returns the condition that the answer of the status route describes a job in one of these states. */
export function hasStatus(operation: JobOperation, ...wanted: readonly JobStatus[]): string {
  const words = wordsOf(operation, wanted);
  if (words.length === 0) throw new TypeError(`${operation.title} has no words for ${wanted.join()}.`);
  return isOneOf('body.status', words);
}

const messagePaths = [
  'result.error.message',
  'result.error.reason',
  'error.message',
  'message',
  'reason',
  'detail',
  'error',
];
const codePaths = ['result.error.code', 'error.code', 'code', 'error_code'];

/** Returns the expression for the message of a refusal. */
export function refusalMessage({ parseRefusal }: ProviderDefinition): string {
  const paths = findPaths(messagePaths, {
    valueOf: (index) => `message-${index}`,
    read: (body) => {
      const codes = codePaths.map((path) => [path, 'code'] as const);
      return parseRefusal(body).message ?? parseRefusal(withMore(body, codes)).message;
    },
  });
  if (paths.length === 0) throw new TypeError('The refusals of the provider have no message.');
  return firstOf(paths.map((path) => `body.${path}`));
}

/** Returns the expression for the code of a refusal, or undefined if the provider sends none. */
export function refusalCode({ parseRefusal }: ProviderDefinition): string | undefined {
  const paths = findPaths(codePaths, {
    valueOf: (index) => `code-${index}`,
    read: (body) => {
      const messages = messagePaths.map((path) => [path, 'message'] as const);
      return parseRefusal(body).code ?? parseRefusal(withMore(body, messages)).code;
    },
  });
  return paths.length === 0 ? undefined : firstOf(paths.map((path) => `body.${path}`));
}

const withMore = (body: Body, more: readonly (readonly [string, string])[]): Body =>
  bodyOf([...leavesOf(body), ...more]);

const leavesOf = (body: Body, prefix = ''): (readonly [string, unknown])[] =>
  Object.entries(body).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? leavesOf(value as Body, `${prefix}${key}.`)
      : [[`${prefix}${key}`, value] as const],
  );
