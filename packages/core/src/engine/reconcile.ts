import { ApiError } from '../errors/api-error.ts';
import type { JobReading, JobOperation } from '../provider.ts';
import type { Engine } from './engine.ts';
import { readAnswer } from './read-answer.ts';

export type Reconciled =
  (JobReading & { readonly id: string; readonly raw: unknown }) | 'not-found' | 'not-possible';

/** Servers that answered once that they have no such route; asking them again is pointless (A20). */
const withoutList = new WeakSet<Engine['exchange']>();

/** Looks for a job by the id its caller gave it (X02). */
export async function reconcile(
  { provider, exchange }: Engine,
  operation: JobOperation,
  { input, signal }: { readonly input: unknown; readonly signal?: AbortSignal },
): Promise<Reconciled> {
  const { reconciliation } = operation;
  const ownId =
    reconciliation === undefined ? undefined : (input as Record<string, unknown>)[reconciliation.field];
  if (reconciliation === undefined || typeof ownId !== 'string' || withoutList.has(exchange))
    return 'not-possible';
  try {
    const response = await exchange(reconciliation.route, 'read', {
      query: { [reconciliation.field]: ownId },
      signal,
    });
    const { reading } = await readAnswer(provider, response, (body) => findJob(body, reconciliation, ownId));
    if (reading === undefined) return 'not-found';
    const job = operation.readJob(reading);
    return job.id === undefined ? 'not-found' : { ...job, id: job.id, raw: reading };
  } catch (error) {
    if (!ApiError.isInstance(error) || ![404, 405, 501].includes(error.status ?? 0)) throw error;
    withoutList.add(exchange);
    return 'not-possible';
  }
}

/** Compared here once more: a server that ignores the filter must not hand us somebody else's job. */
function findJob(
  body: unknown,
  { jobs, field }: { readonly jobs: string; readonly field: string },
  ownId: string,
): unknown {
  const list = (body as Record<string, unknown>)[jobs];
  if (!Array.isArray(list)) throw new TypeError(`The list holds no ${jobs}.`);
  return (list as unknown[]).find((each) => (each as Record<string, unknown> | null)?.[field] === ownId);
}
