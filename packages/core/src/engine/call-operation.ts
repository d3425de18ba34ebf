import { ConfigurationError } from '../errors/configuration-error.ts';
import type { Row } from '../results/row.ts';
import { findOperation, type Engine } from './engine.ts';
import { parseInput } from './parse-input.ts';
import { readAnswer } from './read-answer.ts';
import type { Submission } from './create-job.ts';

export async function callOperation({ provider, exchange }: Engine, submission: Submission): Promise<Row> {
  const { input, signal } = submission;
  const operation = findOperation(provider, submission.operation);
  if (operation.kind === 'job') {
    throw new ConfigurationError(
      `${provider.name}'s operation '${submission.operation}' starts a job: use create().`,
    );
  }
  const body = parseInput(operation, submission.operation, input);
  const response = await exchange(operation.route, 'write', { body, signal });
  const { raw } = await readAnswer(provider, response, (answer) => answer);
  return raw as Row;
}
