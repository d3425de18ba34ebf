/** The price of an operation, in thousandths of a credit. An item is a lead or an address. */
export interface Price<Input> {
  /** The price of one delivered item. */
  readonly perItem: (input: Input) => number;
  /** The highest price of one item, with extras and under the reading of the documentation that costs the most. */
  readonly perItemAtMost: (input: Input) => number;
  /** The number of items that are requested; undefined when only the balance limits it. */
  readonly quantity: (input: Input) => number | undefined;
}

/** The cost of a call in thousandths of a credit. */
export interface CostEstimate {
  readonly expected: number;
  /** The amount that a budget check should use. */
  readonly atMost: number;
}

/** Formats thousandths of a credit as credits: 7305 becomes `7.305`. */
export function formatCredits(thousandths: number): string {
  const sign = thousandths < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(thousandths) / 1000);
  const rest = String(Math.abs(thousandths) % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${sign}${whole}${rest === '' ? '' : `.${rest}`}`;
}

/** Converts credits, as providers print them, to thousandths, rounded because the number may be inexact. */
export const toThousandths = (credits: number): number => Math.round(credits * 1000);
