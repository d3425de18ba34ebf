/** Returns credits for JSON. IEEE division rounds correctly, so multiples of 15 thousandths print exactly (C044). */
export const toCredits = (units: number): number => units / 1000;

/** Returns thousandths. Returns undefined when the number is negative, too large or has more than three decimals. */
export function fromCredits(credits: number): number | undefined {
  const units = Math.round(credits * 1000);
  const exact = Number.isSafeInteger(units) && units >= 0 && units / 1000 === credits;
  return exact ? units : undefined;
}
