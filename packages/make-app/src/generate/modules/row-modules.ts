import { rowColumns, sample, type JobOperation } from '@scrapekit/core';
import type { Json, JsonObject } from '../../format/json.ts';
import type { MakeModule } from '../../format/make-app.ts';
import { hasStatus } from '../answers.ts';
import { CONNECTION } from '../connection.ts';
import { sampleOf } from '../inputs.ts';
import { toInterfaceField } from '../parameters.ts';
import { JOB_ID, requestOf } from '../requests.ts';
import { rowOutput, rowsOf, type RowsRoute } from '../rows.ts';
import { artifactWords, fileWords, limitField, notCompleted, rowIdField, rowsWords } from '../words.ts';
import { idRules, jobIdParameter, type Binding } from './job-modules.ts';

const DEFAULT_LIMIT = 10;

export const limitParameter = (words: { readonly label: string; readonly help: string }): JsonObject => ({
  name: 'limit',
  type: 'uinteger',
  required: true,
  default: DEFAULT_LIMIT,
  validate: { min: 1 },
  ...words,
});

/** Returns the rows of a job as bundles. */
export function rowsModule({ operation }: Binding, rows: RowsRoute): MakeModule {
  const columns = rowColumns(operation);
  return {
    ...rowsWords(operation),
    moduleType: 'search',
    connection: CONNECTION,
    communication: rowsRequests(operation, rows),
    staticParams: [],
    mappableParams: [jobIdParameter(operation), limitParameter(limitField(operation.nouns.rows))],
    interface: columns.map(toInterfaceField),
    samples: sampleOf(sample(columns)),
  };
}

/** Where the rows are there before the job is completed, its status is read first, so that no row is missing. */
function rowsRequests(operation: JobOperation, rows: RowsRoute): Json {
  const request = requestOf(rows.route, { jobId: JOB_ID });
  const read = { iterate: rowsOf(rows), limit: '{{parameters.limit}}', output: rowOutput(operation) };
  if (rows.answersEarly !== true) return { ...request, response: read };
  const valid = {
    condition: `{{${hasStatus(operation, 'completed')}}}`,
    type: 'DataError',
    message: notCompleted(operation.nouns.job),
  };
  const { state } = operation;
  if (state.from !== 'status' || state.route === rows.route)
    return { ...request, response: { valid, ...read } };
  return [
    { ...requestOf(state.route, { jobId: JOB_ID }), response: { valid } },
    { ...request, response: read },
  ];
}

/** Returns all rows of a job as one file, in a format that the service offers. */
export function fileModule({ operation }: Binding, rows: RowsRoute): MakeModule | undefined {
  const formats = Object.entries(rows.formats ?? {});
  if (formats.length === 0) return undefined;
  const names = [...new Set(formats.flatMap(([, query]) => Object.keys(query)))];
  const valueOf = (name: string) =>
    formats.reduceRight(
      (rest, [format, query]) =>
        name in query ? `if(parameters.format === '${format}', '${query[name] ?? ''}', ${rest})` : rest,
      'undefined',
    );
  return {
    ...fileWords(operation),
    moduleType: 'action',
    actionCrud: 'read',
    connection: CONNECTION,
    communication: {
      ...requestOf(rows.route, { jobId: JOB_ID }),
      qs: Object.fromEntries(names.map((name) => [name, `{{${valueOf(name)}}}`])),
      response: {
        type: { '200': 'binary', '*': 'automatic' },
        output: { fileName: `{{parameters.jobId}}.{{parameters.format}}`, data: '{{body}}' },
      },
    },
    staticParams: [],
    mappableParams: [
      jobIdParameter(operation),
      {
        name: 'format',
        type: 'select',
        label: 'Format',
        required: true,
        default: 'csv',
        options: formats.map(([format]) => ({ label: format.toUpperCase(), value: format })),
      },
    ],
    interface: fileInterface,
    samples: { fileName: `job.csv` },
  };
}

const fileInterface: Json = [
  { name: 'fileName', type: 'filename', label: 'File name' },
  { name: 'data', type: 'buffer', label: 'Data' },
];

/** Returns the content of one file that a job produced. */
export function artifactModule({ operation }: Binding, rows: RowsRoute): MakeModule | undefined {
  const { artifact } = rows;
  if (artifact === undefined) return undefined;
  const name = { name: 'fileName', type: 'text', required: false, label: 'File name' };
  return {
    ...artifactWords(operation),
    moduleType: 'action',
    actionCrud: 'read',
    connection: CONNECTION,
    communication: {
      ...requestOf(artifact.route, { jobId: JOB_ID, artifactId: 'parameters.artifactId' }),
      response: {
        type: { '200': 'binary', '*': 'automatic' },
        output: { fileName: '{{ifempty(parameters.fileName, parameters.artifactId)}}', data: '{{body}}' },
      },
    },
    staticParams: [],
    mappableParams: [
      jobIdParameter(operation),
      { name: 'artifactId', ...idRules, ...rowIdField(operation) },
      name,
    ],
    interface: fileInterface,
    samples: { fileName: 'page.html' },
  };
}
