import { rowColumns, sample, type CallOperation, type ProviderDefinition } from '@scrapekit/core';
import type { MakeModule } from '../../format/make-app.ts';
import { CONNECTION } from '../connection.ts';
import { errorDirective } from '../errors.ts';
import { inputParameters, inputRequest, sampleOf } from '../inputs.ts';
import { toInterfaceField } from '../parameters.ts';
import { requestOf } from '../requests.ts';
import { callWords } from '../words.ts';

/** Runs an operation that answers at once. */
export function callModule(provider: ProviderDefinition, operation: CallOperation): MakeModule {
  const columns = rowColumns(operation);
  const lost = {
    what: 'the request was charged',
    whereToLook: `Look at the credits on ${provider.dashboard}`,
  };
  return {
    ...callWords(operation),
    moduleType: 'action',
    actionCrud: 'read',
    connection: CONNECTION,
    communication: {
      ...requestOf(operation.route),
      ...inputRequest(operation),
      response: { error: errorDirective(provider, { kind: 'charge', ...lost }), output: '{{body}}' },
    },
    staticParams: [],
    mappableParams: inputParameters(provider, operation),
    interface: columns.map(toInterfaceField),
    samples: sampleOf(sample(columns)),
  };
}
