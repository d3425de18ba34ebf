import {
  type Field,
  inputFields,
  type JobOperation,
  jobColumns,
  type Operation,
  type ProviderDefinition,
  rowColumns,
  sample,
} from '@scrapekit/core';

/** An operation of a provider that starts jobs, with the fields and columns that steps show. */
export interface JobBinding {
  readonly provider: ProviderDefinition;
  /** The key of the operation in the definition, such as `scrape`. */
  readonly key: string;
  readonly operation: JobOperation;
  readonly fields: readonly Field[];
  /** The columns of a new job and of a job as it is read, without those for its id, status and error. */
  readonly createdColumns: readonly Field[];
  readonly statusColumns: readonly Field[];
  readonly rowColumns: readonly Field[];
  /** Example of a job's id. */
  readonly exampleId: string;
}

export function bindJob(provider: ProviderDefinition, key: string): JobBinding {
  const operation = jobOperationOf(provider, key);
  const created = jobColumns(operation, 'create');
  const exampleId = operation.parseJob(sample(created)).id ?? '';
  return {
    provider,
    key,
    operation,
    fields: inputFields(operation).map(requireLimit),
    createdColumns: withoutNormalised(created, exampleId),
    statusColumns: withoutNormalised(jobColumns(operation), exampleId),
    rowColumns: rowColumns(operation),
    exampleId,
  };
}

/** Without a number the provider sets no limit to what is bought, and Zapier may turn a text that is no number into nothing. */
const requireLimit = (field: Field): Field =>
  field.type === 'integer' ? { ...field, required: true } : field;

/** Every step shows the id, status and error of a job under the same keys, whatever the provider's names are. */
const withoutNormalised = (columns: readonly Field[], id: string): readonly Field[] =>
  columns
    .filter(
      ({ key, example }) => String(example) !== id && !['status', 'error', 'failure_reason'].includes(key),
    )
    .map((column) =>
      column.fields === undefined ? column : { ...column, fields: withoutNormalised(column.fields, id) },
    );

/** Returns an operation of the definition that starts jobs. Throws TypeError when there is none of this key. */
export function jobOperationOf({ operations, name }: ProviderDefinition, key: string): JobOperation {
  const operation: Operation | undefined = operations[key];
  if (operation?.kind === 'job') return operation;
  throw new TypeError(`${name} has no operation '${key}' that starts jobs.`);
}

/** Whether the API answers how a job is and what its results are. */
export const isReadable = ({ operation: { state, rows } }: JobBinding): boolean =>
  state.from === 'status' && rows.from === 'route';
