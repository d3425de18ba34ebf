import type { Field } from '@scrapekit/core';
import { type Bundle, defineSearch, type Search, type ZObject } from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { retryingReads } from '../errors.ts';
import { toInputFields } from '../fields.ts';
import { collectInput, parseJobId } from '../input.ts';
import type { JobBinding } from '../operation.ts';
import {
  identifiedFields,
  identifiedSample,
  type IdentifiedRow,
  identify,
  rowConverter,
} from '../rows-output.ts';
import { findRowWords, titleCase } from '../words.ts';
import type { WaitOptions } from './create-and-wait.ts';
import { jobField } from './job-field.ts';

/** Defines the search that finds the first row of a job with a text in one column or in any. */
export function findRowStep(binding: JobBinding, { key, clock, hydrators }: WaitOptions): Search {
  const { provider, operation, key: operationKey } = binding;
  const fields = questionFields(binding);
  const perform = retryingReads(
    provider,
    async (z: ZObject, { authData, inputData }: Bundle): Promise<IdentifiedRow[]> => {
      const id = parseJobId(operationKey, titleCase(operation.nouns.job), inputData);
      const { text, column } = collectInput(operationKey, fields, inputData) as {
        readonly text: string;
        readonly column?: string;
      };
      const client = connect(provider, z, { authData, clock });
      const toItem = rowConverter(z, { binding, job: { id }, hydrators });
      let position = 0;
      for await (const row of client.results({ id, operation: operationKey })) {
        position += 1;
        if (!contains(column === undefined ? row : row[column], text)) continue;
        return [identify(binding, toItem(row), { jobId: id, position })];
      }
      return [];
    },
    { clock },
  );
  return defineSearch({
    key,
    ...findRowWords(operation),
    operation: {
      inputFields: [jobField(binding, { clock }), ...toInputFields(fields)],
      perform,
      sample: identifiedSample(binding),
      outputFields: identifiedFields(binding),
    },
  });
}

const questionFields = ({ rowColumns, operation }: JobBinding): readonly Field[] => [
  {
    key: 'text',
    label: 'Text',
    help: `The ${operation.nouns.row} must contain this text. Capital and small letters count as the same.`,
    type: 'text',
    required: true,
  },
  {
    key: 'column',
    label: 'Column',
    help: `The column in which the text is looked for. All columns of the ${operation.nouns.rows} are searched if none is chosen.`,
    type: 'choice',
    required: false,
    choices: rowColumns.map(({ key, label }) => ({ value: key, label })),
  },
];

const contains = (value: unknown, text: string): boolean =>
  (typeof value === 'string' ? value : JSON.stringify(value ?? ''))
    .toLowerCase()
    .includes(text.toLowerCase());
