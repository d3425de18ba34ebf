import type { CostEstimate } from '../credits.ts';
import type { ProviderDefinition } from '../provider.ts';
import { findOperation } from './engine.ts';
import { prepareInput } from './input.ts';

/**
 * Calculates the cost of a call before it is made, in thousandths of a credit. Returns undefined when no price is
 * documented. Elements that a create leaves out cost nothing. Throws InputError for input that a create would refuse.
 */
export function estimateCost(
  provider: ProviderDefinition,
  operation: string,
  input: unknown,
): CostEstimate | undefined {
  const found = findOperation(provider, operation);
  // The functions of a price accept the output of the operation's schema, which `prepareInput` returns.
  const parsed = prepareInput(found, operation, input).input as never;
  const { price } = found;
  if (price === undefined) return undefined;
  const quantity = price.quantity(parsed);
  const perItemAtMost = price.perItemAtMost(parsed);
  return {
    expected: quantity === undefined ? undefined : quantity * price.perItem(parsed),
    atMost: quantity === undefined || perItemAtMost === undefined ? 'unbounded' : quantity * perItemAtMost,
  };
}
