import {
  inputFields,
  type CallOperation,
  type ProviderDefinition,
  type Row,
  rowColumns,
  sample,
  UnexpectedAnswerError,
} from '@scrapekit/core';
import { type Bundle, type Create, defineCreate, type ZObject } from 'zapier-platform-core';
import { connect, STEP_BUDGET_MS } from '../connect.ts';
import { translatingErrors } from '../errors.ts';
import { toInputFields, toOutputFields } from '../fields.ts';
import { collectInput, withLabels } from '../input.ts';
import { callWords } from '../words.ts';
import type { StepOptions } from './create-job.ts';

export interface CallBinding {
  readonly provider: ProviderDefinition;
  /** The key of the operation in the definition, such as `verifyEmail`. */
  readonly key: string;
  readonly operation: CallOperation;
}

/** Defines the step for an operation that answers at once. A call that may have been charged is never repeated. */
export function callStep(
  { provider, key: operationKey, operation }: CallBinding,
  options: StepOptions,
): Create {
  const { key, clock } = options;
  const fields = inputFields(operation);
  const columns = rowColumns(operation);
  const perform = translatingErrors(provider, async (z: ZObject, bundle: Bundle): Promise<Row> => {
    const { authData, inputData } = bundle;
    // The answer is what the call is charged for, so it is awaited as long as the step may take.
    const client = connect(provider, z, { authData, clock, answerMs: STEP_BUDGET_MS });
    const input = collectInput(operationKey, fields, inputData);
    try {
      const answer = await client.call(operationKey, input);
      return mayBeLong(operation) ? fitOutput(answer) : answer;
    } catch (error) {
      if (!UnexpectedAnswerError.isInstance(error)) throw withLabels(operationKey, fields, error);
      const id = error.requestId === undefined ? '' : ` (request id ${error.requestId})`;
      throw new z.errors.HaltedError(
        `${provider.name} gave an answer that cannot be read${id}. The call may have been charged, and a second one is ` +
          'charged as well.',
      );
    }
  });
  return defineCreate({
    key,
    ...callWords(operation),
    operation: {
      inputFields: toInputFields(fields),
      perform,
      sample: mayBeLong(operation) ? fitOutput(sample(columns)) : sample(columns),
      outputFields: [
        ...toOutputFields(columns),
        ...(mayBeLong(operation) ? [{ key: 'note', label: 'Note' }] : []),
      ],
    },
  });
}

/** Zapier accepts 6 MB from a step. */
const MAX_BYTES = 4_000_000;
const SHORT_TEXT = 10_000;

const mayBeLong = ({ linkedContent }: CallOperation): boolean => linkedContent !== undefined;

/** Cuts the long texts of an answer that Zapier would refuse, because it was paid. The note tells people of it. */
function fitOutput(answer: Row): Row {
  const share = MAX_BYTES / Buffer.byteLength(JSON.stringify(answer));
  if (share >= 1) return { ...answer, note: null };
  const note = 'The answer is longer than Zapier accepts from a step, so its long texts were cut at the end.';
  return { ...(cutTexts(answer, share) as Row), note };
}

function cutTexts(value: unknown, share: number): unknown {
  if (typeof value === 'string') {
    return value.length <= SHORT_TEXT
      ? value
      : value.slice(0, Math.floor(value.length * share)).toWellFormed();
  }
  if (Array.isArray(value)) return value.map((each) => cutTexts(each, share));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cutTexts(each, share)]));
}
