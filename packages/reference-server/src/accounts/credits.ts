/** Thousandths of a credit: one lead. */
export const LEAD_UNITS = 15;
/** Thousandths of a credit: one verified address. */
export const EMAIL_UNITS = 5;

/** Credits as JSON shows them; the division is correctly rounded, so 15 × n prints exactly (C044). */
export const toCredits = (units: number): number => units / 1000;

/** Thousandths, or undefined when the number is negative, too large or finer than a thousandth. */
export function fromCredits(credits: number): number | undefined {
  const units = Math.round(credits * 1000);
  const exact = Number.isSafeInteger(units) && units >= 0 && units / 1000 === credits;
  return exact ? units : undefined;
}
