import { ConfigurationError } from '../errors/configuration-error.ts';
import type { Row } from '../results/row.ts';
import type { Submission } from './create-job.ts';
import { encode } from './encode.ts';
import { findOperation, type Engine } from './engine.ts';
import { parseInput } from './parse-input.ts';
import { readAnswer } from './read-answer.ts';

export async function callOperation({ provider, exchange }: Engine, submission: Submission): Promise<Row> {
  const { input, signal } = submission;
  const operation = findOperation(provider, submission.operation);
  if (operation.kind === 'job') {
    throw new ConfigurationError(
      `${provider.name}'s operation '${submission.operation}' starts a job: use create().`,
    );
  }
  const parts = encode(operation, parseInput(operation, submission.operation, input));
  const endpointClass = `call ${submission.operation}`;
  const response = await exchange(operation.route, 'write', { ...parts, signal, endpointClass });
  const { raw } = await readAnswer(provider, response, (answer) => answer);
  return raw as Row;
}
