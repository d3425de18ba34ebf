import type { FastifyRequest } from 'fastify';
import type { Caller } from '../accounts/find-caller.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/** Who is asking; the provider's guard has seen to it that somebody is. */
export function callerOf({ caller }: FastifyRequest): Caller {
  if (caller === null) throw new Error('A route was reached past its guard.');
  return caller;
}
