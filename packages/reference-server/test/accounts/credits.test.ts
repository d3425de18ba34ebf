import { describe, expect, test } from 'vitest';
import { fromCredits, toCredits } from '../../src/accounts/credits.ts';
import { EMAIL_UNITS, LEAD_UNITS } from '../../src/providers/scrapekit/bodies.ts';

/** Returns thousandths as a decimal, computed from the digits without floating-point numbers. */
function decimal(units: number): string {
  const digits = String(units).padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`.replace(/\.?0+$/, '');
}

describe('credits', () => {
  test('C044, C045, C048: the price prints exactly for every number of leads and addresses', () => {
    const wrong: number[] = [];
    for (let n = 1; n <= 500_000; n++) {
      if (JSON.stringify(toCredits(n * LEAD_UNITS)) !== decimal(n * LEAD_UNITS)) wrong.push(n);
      if (n <= 100_000 && JSON.stringify(toCredits(n * EMAIL_UNITS)) !== decimal(n * EMAIL_UNITS))
        wrong.push(n);
    }

    expect(wrong).toEqual([]);
    expect([312, 214, 487].map((n) => toCredits(n * LEAD_UNITS))).toEqual([4.68, 3.21, 7.305]);
    expect([12_258, 842].map((n) => toCredits(n * EMAIL_UNITS))).toEqual([61.29, 4.21]);
  });

  test.each([
    [0.145, 145],
    [0.285, 285],
    [0.47, 470],
    [7.5, 7500],
    [0, 0],
    [1_000_000, 1_000_000_000],
  ])('C047: %d credits are %d thousandths', (credits, units) => {
    expect(fromCredits(credits)).toBe(units);
  });

  test.each([-1, 0.0001, 1.0005, Number.NaN, Number.POSITIVE_INFINITY, 1e20])(
    '%d is not an amount of credits',
    (credits) => {
      expect(fromCredits(credits)).toBeUndefined();
    },
  );
});
