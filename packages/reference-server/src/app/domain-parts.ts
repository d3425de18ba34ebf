import type { Clock } from '@scrapekit/core';
import type { FastifyBaseLogger } from 'fastify';
import type { Net } from '../net/net.ts';

/** What a source of leads is given by the server it works for. */
export interface DomainParts {
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  /** Stands in for the internet of a live source. */
  readonly net?: Net | undefined;
}
