/** What an operation costs, in thousandths of a credit. */
export interface Price<Input> {
  /** For each unit delivered. */
  readonly perUnit: (input: Input) => number;
  /** The most one unit can cost, extras and contradictory documentation included. */
  readonly perUnitAtMost: (input: Input) => number;
  /** How many units are asked for; undefined when only the balance bounds them. */
  readonly units: (input: Input) => number | undefined;
}

/** In thousandths of a credit. */
export interface CostEstimate {
  readonly expected: number;
  /** What a budget check should assume. */
  readonly atMost: number;
}

/** The cost of a call before it is made; undefined when its size is left open. */
export function estimate<Input>(price: Price<Input>, input: Input): CostEstimate | undefined {
  const units = price.units(input);
  if (units === undefined) return undefined;
  return { expected: units * price.perUnit(input), atMost: units * price.perUnitAtMost(input) };
}

/** Thousandths as people read them: 7305 is `7.305`. */
export function formatCredits(thousandths: number): string {
  const sign = thousandths < 0 ? '-' : '';
  const whole = Math.trunc(Math.abs(thousandths) / 1000);
  const rest = String(Math.abs(thousandths) % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${sign}${whole}${rest === '' ? '' : `.${rest}`}`;
}

/** An amount of credits as a provider prints it, in thousandths; the nearest one where floats drifted. */
export const toThousandths = (credits: number): number => Math.round(credits * 1000);
