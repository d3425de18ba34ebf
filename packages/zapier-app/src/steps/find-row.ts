import type { Row } from '@scrapekit/core';
import {
  type Bundle,
  defineSearch,
  type PlainOutputField,
  type Search,
  type ZObject,
} from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { retryingReads } from '../errors.ts';
import { collectInput, parseJobId } from '../input.ts';
import type { JobBinding } from '../operation.ts';
import { rowConverter, rowOutputFields, rowSample } from '../rows-output.ts';
import { findRowWords, titleCase } from '../words.ts';
import type { WaitOptions } from './create-and-wait.ts';
import { jobField } from './job-field.ts';

/** Defines the search that finds the first row of a job with a text in one column or in any. */
export function findRowStep(binding: JobBinding, { key, clock, hydrators }: WaitOptions): Search {
  const { provider, operation, key: operationKey } = binding;
  const { row: noun, rows } = operation.nouns;
  const perform = retryingReads(
    provider,
    async (z: ZObject, { authData, inputData }: Bundle): Promise<IdentifiedRow[]> => {
      const id = parseJobId(operationKey, titleCase(operation.nouns.job), inputData);
      const { text, column } = parseQuestion(binding, inputData);
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
      inputFields: [
        jobField(binding, { clock }),
        {
          key: 'text',
          label: 'Text',
          required: true,
          helpText: `The ${noun} must contain this text. Capital and small letters count as the same.`,
        },
        {
          key: 'column',
          label: 'Column',
          required: false,
          choices: Object.fromEntries(binding.rowColumns.map(({ key, label }) => [key, label])),
          helpText: `The column in which the text is looked for. All columns of the ${rows} are searched if none is chosen.`,
        },
      ],
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

const parseQuestion = ({ key, rowColumns }: JobBinding, inputData: Bundle['inputData']) =>
  collectInput(
    key,
    [
      { key: 'text', label: 'Text', help: '', type: 'text', required: true },
      {
        key: 'column',
        label: 'Column',
        help: '',
        type: 'choice',
        required: false,
        choices: rowColumns.map((each) => ({ value: each.key, label: each.label })),
      },
    ],
    inputData,
  ) as { readonly text: string; readonly column?: string };

const contains = (value: unknown, text: string): boolean =>
  (typeof value === 'string' ? value : JSON.stringify(value ?? ''))
    .toLowerCase()
    .includes(text.toLowerCase());
