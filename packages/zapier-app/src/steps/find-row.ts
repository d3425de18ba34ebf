import type { Field, Row } from '@scrapekit/core';
import {
  type Bundle,
  defineSearch,
  type PlainOutputField,
  type Search,
  type ZObject,
} from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { retryingReads } from '../errors.ts';
import { toInputFields } from '../fields.ts';
import { collectInput, parseJobId } from '../input.ts';
import type { JobBinding } from '../operation.ts';
import { rowConverter, rowOutputFields, rowSample } from '../rows-output.ts';
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

/**
 * Adds what Zapier needs to recognise a row: its own id, or else its job and its position, which never changes once the
 * job has ended.
 */
export const identify = (
  binding: JobBinding,
  row: Row,
  { jobId, position }: { readonly jobId: string; readonly position: number },
): IdentifiedRow => ({
  ...row,
  id: ownId(binding, row) ?? `${jobId}:${position}`,
  job_id: jobId,
});

export type IdentifiedRow = Row & { readonly id: string; readonly job_id: string };

export const identifiedSample = (binding: JobBinding): IdentifiedRow =>
  identify(binding, rowSample(binding), { jobId: binding.exampleId, position: 1 });

export const identifiedFields = (binding: JobBinding): PlainOutputField[] => [
  { key: 'id', label: 'ID', primary: true },
  { key: 'job_id', label: 'Job ID' },
  ...rowOutputFields(binding).filter(({ key }) => key !== 'id' && key !== 'job_id'),
];

/** Rows of some providers have an id. One row without it must not look like another. */
function ownId({ rowColumns }: JobBinding, { id }: Row): string | undefined {
  const isId = (typeof id === 'string' && id !== '') || typeof id === 'number';
  return isId && rowColumns.some(({ key }) => key === 'id') ? String(id) : undefined;
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
