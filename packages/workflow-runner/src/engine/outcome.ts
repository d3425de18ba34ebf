import type { INodeExecutionData, IRun } from 'n8n-workflow';

export interface Resume {
  readonly by: 'webhook' | 'timer';
  /** Milliseconds from parking to resuming. */
  readonly afterMs: number;
}

/** How an execution ended. */
export interface Outcome {
  readonly status: 'success' | 'error' | 'canceled';
  readonly error?: { readonly message: string; readonly description?: string; readonly node?: string };
  readonly resumes: readonly Resume[];
  /** The items that each node returned in its last run, by output. */
  readonly outputs: Readonly<Record<string, readonly (readonly INodeExecutionData[])[]>>;
  /** The hints of the nodes for the user. */
  readonly hints: readonly string[];
}

export function outcomeOf({ data, status }: IRun, resumes: readonly Resume[]): Outcome {
  const runs = Object.entries(data.resultData.runData);
  const { error } = data.resultData;
  return {
    status: error !== undefined ? 'error' : status === 'canceled' ? 'canceled' : 'success',
    ...(error === undefined ? {} : { error: errorOf(error) }),
    resumes,
    outputs: Object.fromEntries(
      runs.map(([name, tasks]) => [name, tasks.at(-1)?.data?.main?.map((items) => items ?? []) ?? []]),
    ),
    hints: runs.flatMap(([, tasks]) =>
      tasks.flatMap(({ hints = [] }) => hints.map(({ message }) => message)),
    ),
  };
}

function errorOf(error: NonNullable<IRun['data']['resultData']['error']>): NonNullable<Outcome['error']> {
  const { message, description } = error;
  const node = 'node' in error ? error.node?.name : undefined;
  return {
    message,
    ...(typeof description === 'string' ? { description } : {}),
    ...(node === undefined ? {} : { node }),
  };
}
