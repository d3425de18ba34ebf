import { estimate, type CostEstimate } from '../credits.ts';
import type { ProviderDefinition } from '../provider.ts';
import { findOperation } from './engine.ts';
import { parseInput } from './parse-input.ts';

/** What a call will cost before it is made; undefined where no price is documented or no bound is given. */
export function estimateCost(
  provider: ProviderDefinition,
  operation: string,
  input: unknown,
): CostEstimate | undefined {
  const found = findOperation(provider, operation);
  if (found.price === undefined) return undefined;
  // The price's functions take what the operation's own schema produced.
  return estimate(found.price, parseInput(found, operation, input) as never);
}
