import { jobColumns, sample, type JobOperation, type ProviderDefinition } from '@scrapekit/core';
import type { JsonObject } from '../../format/json.ts';
import type { MakeModule } from '../../format/make-app.ts';
import { jobIdOf } from '../answers.ts';
import { CONNECTION } from '../connection.ts';
import { errorDirective } from '../errors.ts';
import { inputParameters, inputRequest, sampleOf } from '../inputs.ts';
import { toInterfaceField } from '../parameters.ts';
import { JOB_ID, requestOf } from '../requests.ts';
import {
  cancelWords,
  createWords,
  getWords,
  jobIdField,
  listWords,
  type ModuleWords,
  withRequestId,
} from '../words.ts';

/** A job operation of a provider. */
export interface Binding {
  readonly provider: ProviderDefinition;
  /** The key of the operation in the definition. */
  readonly key: string;
  readonly operation: JobOperation;
}

/** An id is a part of a path. No encoding changes a dot, and two of them lead to another path. */
export const idRules = { type: 'text', required: true, validate: { pattern: '^(?!\\.{1,2}$)' } } as const;

export const jobIdParameter = (operation: JobOperation): JsonObject => ({
  name: 'jobId',
  ...idRules,
  ...jobIdField(operation),
});

/** Starts a job. */
export function createModule({ provider, operation }: Binding, watch?: ModuleWords): MakeModule {
  const columns = jobColumns(operation, 'create');
  return {
    ...createWords(operation),
    moduleType: 'action',
    actionCrud: 'create',
    connection: CONNECTION,
    communication: {
      ...requestOf(operation.create),
      ...inputRequest(operation),
      response: {
        error: errorDirective(provider, { kind: 'charge', ...lostCreate(provider, operation) }),
        output: '{{body}}',
      },
    },
    staticParams: [],
    mappableParams: inputParameters(provider, operation, watch),
    interface: columns.map(toInterfaceField),
    samples: sampleOf(sample(columns)),
  };
}

/** What is unknown after a create got no answer, and how to find out. */
export function lostCreate(
  { dashboard }: ProviderDefinition,
  operation: JobOperation,
): { readonly what: string; readonly whereToLook: string } {
  const what = `the ${operation.nouns.job} was started and charged`;
  const { list } = operation;
  if (list === undefined) return { what, whereToLook: `Look for it on ${dashboard}` };
  const { label } = listWords(operation);
  const byId = list.callersId === undefined ? '' : withRequestId(list.callersId);
  return { what, whereToLook: `Look for it with the module "${label}"${byId}, or on ${dashboard},` };
}

/** Reads the state of a job. */
export function getModule({ operation }: Binding, route: JobOperation['create']): MakeModule {
  const columns = jobColumns(operation);
  return {
    ...getWords(operation),
    moduleType: 'action',
    actionCrud: 'read',
    connection: CONNECTION,
    communication: { ...requestOf(route, { jobId: JOB_ID }), response: { output: '{{body}}' } },
    staticParams: [],
    mappableParams: [jobIdParameter(operation)],
    interface: columns.map(toInterfaceField),
    samples: sampleOf(sample(columns)),
  };
}

/** Cancels a job. */
export function cancelModule({ operation }: Binding, route: JobOperation['create']): MakeModule {
  // The definition does not describe this answer. Providers repeat the id and the status in it.
  const id = jobIdOf(operation);
  const columns = jobColumns(operation).filter(({ key }) => key === 'status' || id.includes(`body.${key}`));
  return {
    ...cancelWords(operation),
    moduleType: 'action',
    actionCrud: 'update',
    connection: CONNECTION,
    communication: { ...requestOf(route, { jobId: JOB_ID }), body: {}, response: { output: '{{body}}' } },
    staticParams: [],
    mappableParams: [jobIdParameter(operation)],
    interface: columns.map(toInterfaceField),
    samples: sampleOf(sample(columns)),
  };
}
