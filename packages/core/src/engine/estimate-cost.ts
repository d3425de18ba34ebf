import type { CostEstimate } from '../credits.ts';
import type { ProviderDefinition } from '../provider.ts';
import { findOperation } from './engine.ts';
import { parseInput } from './input.ts';

/**
 * Calculates the cost of a call before it is made, in thousandths of a credit. Returns undefined when no price is
 * documented. Throws InputError for input that a create would refuse.
 */
export function estimateCost(
  provider: ProviderDefinition,
  operation: string,
  input: unknown,
): CostEstimate | undefined {
  const found = findOperation(provider, operation);
  if (found.price === undefined) return undefined;
  const { price } = found;
  // The functions of a price accept the output of the operation's schema, which `parseInput` returns.
  const parsed = parseInput(found, operation, input) as never;
  const quantity = price.quantity(parsed);
  const perItemAtMost = price.perItemAtMost(parsed);
  return {
    expected: quantity === undefined ? undefined : quantity * price.perItem(parsed),
    atMost: quantity === undefined || perItemAtMost === undefined ? 'unbounded' : quantity * perItemAtMost,
  };
}
