import type { Receiver } from '../../server/support/receiver.ts';
import type { ScruppServer } from './start-scrupp.ts';

/** What each suite stands on. */
export interface Stage {
  readonly server: ScruppServer;
  /** Answers each path as the test arranges it, and others with 204. */
  readonly receiver: Receiver;
  /** Statuses for a path, one a request, then 204; `null` leaves a request without an answer. */
  readonly arrange: (path: string, ...statuses: readonly (number | null)[]) => void;
}
