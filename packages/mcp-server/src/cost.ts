import { ApiError, estimateCost, formatCredits } from '@scrapekit/core';
import type { OfferedOperation, Service } from './tools/services.ts';
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
export async function findCost(offered: OfferedOperation, input: unknown): Promise<CallCost> {
  const { definition, key, operation } = offered;
  const estimate = estimateCost(definition, key, input);
  const balance = await readBalance(offered);
  if (estimate === undefined) return { atMost: UNPRICED, isPriced: false, balance };
  // The balance bounds what has no other bound.
  const atMost = estimate.atMost === 'unbounded' ? balance : estimate.atMost;
  if (atMost !== undefined) return { atMost, expected: estimate.expected, isPriced: true, balance };
  throw new ToolError(
    `Nothing was started, because it has no highest cost. ${operation.cost} ${BOUND_NEEDED}`,
  );
}

const BOUND_NEEDED = 'Ask for a number of items, without extras whose number is not known in advance.';

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
  offered: OfferedOperation,
  input: unknown,
  cost: CallCost,
  left: number,
): string {
  const { operation, definition } = offered;
  const { atMost, expected, isPriced, balance } = cost;
  const sentences = [
    `${definition.name}: ${operation.title}.`,
    isPriced
      ? `It costs at most ${formatCredits(atMost)} credits.`
      : `Its price is not documented, so it counts as ${formatCredits(atMost)} credit.`,
    expected !== undefined && expected !== atMost && `It usually costs ${formatCredits(expected)} credits.`,
    operation.cost,
    balance !== undefined && `The balance is ${formatCredits(balance)} credits.`,
    `This session may still spend ${formatCredits(left)} credits.`,
    // The assistant wrote it, so it comes last and cannot pretend another cost.
    `The input is ${shorten(input)}.`,
  ];
  return sentences.filter(Boolean).join(' ');
}

/** Marks that nobody sees and that may turn or hide the text around them. */
const invisible = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const escapeMark = (mark: string): string => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
const MAX_INPUT = 2_000;

/** Writes an input as JSON; of a long list only the beginning and the number of elements. */
function shorten(input: unknown): string {
  const json = JSON.stringify(input, (_key, value: unknown) => {
    if (!Array.isArray(value) || value.length <= 5) return value;
    return [...(value.slice(0, 3) as unknown[]), `and ${value.length - 3} more`];
  });
  const text = json.replace(invisible, escapeMark);
  return text.length <= MAX_INPUT ? text : `${text.slice(0, MAX_INPUT).toWellFormed()} (cut off)`;
}
