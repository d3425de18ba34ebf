import type { PGlite } from '@electric-sql/pglite';

/** The engine of the embedded database has ended, for example because its log found no space on the disk. */
export class EngineEndedError extends Error {
  override readonly name = 'EngineEndedError';

  constructor(cause: unknown) {
    super('The engine of the embedded database has ended.', { cause });
  }
}

/** The status of what the engine throws at the end of a failed statement. It works on after that. */
const END_OF_STATEMENT = 100;

const isEndOfStatement = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && 'status' in thrown && thrown.status === END_OF_STATEMENT;

/**
 * Makes a PGlite refuse all statements once its engine has ended. Returns a function that tells whether it has. PGlite
 * itself sends the next statement into the ended engine, which computes without end and stops the whole process.
 */
export function guardEngine(pglite: PGlite): () => boolean {
  const engine = pglite.Module;
  const run = engine._PostgresMainLoopOnce;
  const restoreStack = engine.stackRestore;
  const send = pglite.execProtocolRawSync.bind(pglite);
  let ended: EngineEndedError | undefined;
  let isLeaving = false;
  engine._PostgresMainLoopOnce = () => {
    // The rest of a message is not given to the ended engine.
    isLeaving = ended !== undefined;
    if (ended !== undefined) throw ended;
    try {
      run();
    } catch (error) {
      if (!isEndOfStatement(error)) ended = new EngineEndedError(error);
      throw error;
    }
  };
  // PGlite catches what the function above throws, calls this one and tries again. An error of this one ends its loop.
  engine.stackRestore = (position) => {
    if (isLeaving && ended !== undefined) throw ended;
    return restoreStack(position);
  };
  pglite.execProtocolRawSync = (message) => {
    if (ended !== undefined) throw ended;
    return send(message);
  };
  return () => ended !== undefined;
}
