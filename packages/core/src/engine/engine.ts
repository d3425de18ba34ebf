import { ConfigurationError } from '../errors/configuration-error.ts';
import type { JobOperation, Operation, ProviderDefinition } from '../provider.ts';
import type { DeliveredEvents } from '../webhooks/delivered-events.ts';
import type { Exchange } from './exchange.ts';
import type { InFlight } from './in-flight.ts';

/** What every call of a client needs: whom to speak to, how, and what is known already. */
export interface Engine {
  readonly provider: ProviderDefinition;
  readonly exchange: Exchange;
  readonly inFlight: InFlight;
  readonly deliveries: DeliveredEvents | undefined;
}

export function findOperation({ operations, name }: ProviderDefinition, key: string): Operation {
  const operation = Object.hasOwn(operations, key) ? operations[key] : undefined;
  if (operation !== undefined) return operation;
  throw new ConfigurationError(
    `${name} has no operation '${key}'. It has: ${Object.keys(operations).join(', ')}.`,
  );
}

export function findJobOperation(provider: ProviderDefinition, key: string): JobOperation {
  const operation = findOperation(provider, key);
  if (operation.kind === 'job') return operation;
  throw new ConfigurationError(`${provider.name}'s operation '${key}' answers at once: run it with call().`);
}
