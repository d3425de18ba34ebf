import type { FirstAccount } from '../accounts/first-account.ts';

/** A server that listens. */
export interface RunningServer {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /** The account an empty database was given, with its secrets, which are not stored in readable form. */
  readonly firstAccount?: FirstAccount;
  /** Refuses new work, gives running jobs back to the queue, and resolves when nothing is left. */
  close(): Promise<void>;
}
