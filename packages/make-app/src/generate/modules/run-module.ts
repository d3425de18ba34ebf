import { rowColumns, sample } from '@scrapekit/core';
import type { MakeModule } from '../../format/make-app.ts';
import { hasStatus, jobIdOf } from '../answers.ts';
import { CONNECTION } from '../connection.ts';
import { errorDirective } from '../errors.ts';
import { inputParameters, inputRequest, sampleOf } from '../inputs.ts';
import { toInterfaceField } from '../parameters.ts';
import { requestOf } from '../requests.ts';
import { rowOutput, rowsOf, type RowsRoute } from '../rows.ts';
import { notCompletedInTime, runLimitField, runWords } from '../words.ts';
import { lostCreate, type Binding } from './job-modules.ts';
import { limitParameter } from './row-modules.ts';

/** Make limits how long a module runs, so the wait is short. */
const LONGEST_WAIT_SECONDS = 240;

/** Starts a job, reads its state until it has ended, but not for long, and returns its rows as bundles. */
export function runModule(
  { provider, operation }: Binding,
  { stateRoute, rows }: { readonly stateRoute: RowsRoute['route']; readonly rows: RowsRoute },
): MakeModule {
  const { nouns } = operation;
  const columns = rowColumns(operation);
  const every = provider.cadence[0]?.every ?? LONGEST_WAIT_SECONDS;
  // Make repeats a module after some types of errors. After the first request that would start another job.
  const error = errorDirective(provider, { kind: 'started', job: nouns.job });
  const ids = { jobId: 'temp.jobId' };
  const { registration } = provider.webhook;
  const webhookField = registration.kind === 'per-job' ? registration.field : undefined;
  return {
    ...runWords(operation, { minutes: LONGEST_WAIT_SECONDS / 60 }),
    moduleType: 'search',
    connection: CONNECTION,
    communication: [
      {
        ...requestOf(operation.create),
        ...inputRequest(operation),
        response: {
          error: errorDirective(provider, { kind: 'charge', ...lostCreate(provider, operation) }),
          temp: { jobId: `{{${jobIdOf(operation)}}}` },
        },
      },
      {
        ...requestOf(stateRoute, ids),
        repeat: {
          condition: `{{!(${hasStatus(operation, 'completed', 'failed', 'cancelled')})}}`,
          delay: every * 1000,
          limit: Math.floor(LONGEST_WAIT_SECONDS / every),
        },
        response: {
          error,
          temp: { status: '{{body.status}}', isCompleted: `{{${hasStatus(operation, 'completed')}}}` },
        },
      },
      {
        response: {
          valid: {
            condition: '{{temp.isCompleted}}',
            type: 'RuntimeError',
            message: notCompletedInTime(nouns.job),
          },
        },
      },
      {
        ...requestOf(rows.route, ids),
        response: {
          error,
          iterate: rowsOf(rows),
          limit: '{{parameters.limit}}',
          output: rowOutput(operation),
        },
      },
    ],
    staticParams: [],
    mappableParams: [
      ...inputParameters(provider, operation).filter(({ name }) => name !== webhookField),
      limitParameter(runLimitField(nouns.rows)),
    ],
    interface: columns.map(toInterfaceField),
    samples: sampleOf(sample(columns)),
  };
}
