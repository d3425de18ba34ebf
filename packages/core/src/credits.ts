/** The price of an operation, in thousandths of a credit. An item is a lead or an address. */
export interface Price<Input> {
  /** The usual price of one delivered item. */
  readonly perItem: (input: Input) => number;
  /** The price that one item never exceeds, with all extras; undefined when there is no such price. */
  readonly perItemAtMost: (input: Input) => number | undefined;
  /** The number of items that are requested; undefined when only the balance limits it. */
  readonly quantity: (input: Input) => number | undefined;
}

/** The cost of a call in thousandths of a credit. */
export interface CostEstimate {
  /** The usual cost; undefined when only the balance limits the number of items. */
  readonly expected: number | undefined;
  /** The cost that the call never exceeds, for a budget check; `unbounded` when only the balance limits it. */
  readonly atMost: number | 'unbounded';
}

/** Formats thousandths of a credit as credits: 7305 becomes `7.305`. Throws RangeError for a number with a fraction. */
export function formatCredits(thousandths: number): string {
  if (!Number.isSafeInteger(thousandths)) {
    throw new RangeError(`An amount is an integer of thousandths of a credit, and not ${thousandths}.`);
  }
  const sign = thousandths < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(thousandths) / 1000);
  const rest = String(Math.abs(thousandths) % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${sign}${whole}${rest === '' ? '' : `.${rest}`}`;
}

/** Converts credits, as providers print them, to thousandths, rounded because the number may be inexact. */
export const toThousandths = (credits: number): number => Math.round(credits * 1000);
