import { ApiError, estimateCost, formatCredits } from '@scrapekit/core';
import type { OfferedOperation, Service } from './services.ts';
import { ToolError } from './tool.ts';

/** What a call without a documented price counts for, in thousandths of a credit. */
const UNPRICED = 1_000;

/** What a call costs, in thousandths of a credit. */
export interface CallCost {
  /** What is reserved for the call, which never costs more if its price is documented. */
  readonly atMost: number;
  /** Undefined when no price is documented, or when only the balance limits the call. */
  readonly expected?: number;
  readonly isPriced: boolean;
  /** Undefined when the provider does not tell it. */
  readonly balance?: number;
}

/** Finds out what a call costs. Throws InputError for input that the operation refuses, and ToolError without a bound. */
export async function findCost(
  { key, definition, client, operation }: OfferedOperation,
  input: unknown,
): Promise<CallCost> {
  const estimate = estimateCost(definition, key, input);
  const balance = await readBalance({ definition, client });
  if (estimate === undefined) return { atMost: UNPRICED, isPriced: false, balance };
  // The balance bounds what has no other bound.
  const atMost = estimate.atMost === 'unbounded' ? balance : estimate.atMost;
  if (atMost !== undefined) return { atMost, expected: estimate.expected, isPriced: true, balance };
  throw new ToolError(
    `Nothing was started, because no limit can hold what has no highest cost. ${operation.cost} Ask for a number of items, ` +
      'without extras whose number is not known in advance.',
  );
}

/** A refused key is reported at once. After any other failure the balance counts as unknown. */
async function readBalance({ definition, client }: Service): Promise<number | undefined> {
  if (definition.account?.tells?.includes('balance') !== true) return undefined;
  try {
    return (await client.account()).balance;
  } catch (error) {
    if (ApiError.isInstance(error) && [401, 403].includes(error.status ?? 0)) throw error;
    return undefined;
  }
}

/** Describes a call and its cost for the person who decides. `left` is what the session may still spend. */
export function describeCost(
  { operation, definition }: OfferedOperation,
  input: unknown,
  { atMost, expected, isPriced, balance, left }: CallCost & { readonly left: number },
): string {
  const most = `${formatCredits(atMost)} credit${atMost === UNPRICED ? '' : 's'}`;
  const usual =
    expected === undefined || expected === atMost ? '' : `, and usually ${formatCredits(expected)}`;
  const price = isPriced
    ? `It costs at most ${most}${usual}.`
    : `Its price is not documented, and it counts as ${most}.`;
  const known = balance === undefined ? '' : ` The balance is ${formatCredits(balance)} credits.`;
  return `${definition.name}: ${operation.title} with ${shorten(input)}. ${price} ${operation.cost}${known} This session may still spend ${formatCredits(left)} credits.`;
}

/** Writes an input as JSON; of a long list only the beginning and the number of elements. */
const shorten = (input: unknown): string =>
  JSON.stringify(input, (_key, value: unknown) =>
    Array.isArray(value) && value.length > 5
      ? [...(value.slice(0, 3) as unknown[]), `and ${value.length - 3} more`]
      : value,
  ).slice(0, 2_000);
