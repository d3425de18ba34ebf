import { jobColumns, sample, type ListContract } from '@scrapekit/core';
import type { MakeModule } from '../../format/make-app.ts';
import type { JsonObject } from '../../format/json.ts';
import { CONNECTION } from '../connection.ts';
import { sampleOf } from '../inputs.ts';
import { toInterfaceField } from '../parameters.ts';
import { requestOf } from '../requests.ts';
import {
  createdAfterField,
  jobStatuses,
  listWords,
  limitField,
  plural,
  requestIdFilter,
  statusFilter,
} from '../words.ts';
import type { Binding } from './job-modules.ts';
import { limitParameter } from './row-modules.ts';

/** Returns the jobs of the account, page by page, until there are enough. */
export function listModule({ operation }: Binding, list: ListContract): MakeModule {
  const columns = jobColumns(operation);
  const { route, jobs, cursor, pageSize, filters, callersId } = list;
  const { max } = pageSize;
  const asked: readonly (readonly [parameter: string, field: JsonObject])[] = [
    ...when(filters.status, (name) => ({
      name,
      type: 'select',
      ...statusFilter,
      options: jobStatuses.map((status) => ({ ...status })),
    })),
    ...when(filters.createdAfter, (name) => ({ name, type: 'date', ...createdAfterField })),
    ...when(callersId, (name) => ({ name, type: 'text', advanced: true, ...requestIdFilter })),
  ];
  return {
    ...listWords(operation),
    moduleType: 'search',
    connection: CONNECTION,
    communication: {
      ...requestOf(route),
      qs: {
        [pageSize.parameter]: `{{if(parameters.limit < ${max}, parameters.limit, ${max})}}`,
        ...Object.fromEntries(asked.map(([name]) => [name, `{{ifempty(parameters.${name}, undefined)}}`])),
      },
      response: { iterate: `{{body.${jobs}}}`, limit: '{{parameters.limit}}', output: '{{item}}' },
      pagination: {
        qs: { [cursor.parameter]: `{{body.${cursor.key}}}` },
        condition: `{{ifempty(body.${cursor.key}, '') !== ''}}`,
      },
    },
    staticParams: [],
    mappableParams: [
      ...asked.map(([, field]) => ({ ...field, required: false })),
      limitParameter(limitField(plural(operation.nouns.job))),
    ],
    interface: columns.map(toInterfaceField),
    samples: sampleOf(sample(columns)),
  };
}

const when = (
  name: string | undefined,
  field: (name: string) => JsonObject,
): (readonly [string, JsonObject])[] => (name === undefined ? [] : [[name, field(name)]]);
