import { createHash, createHmac } from 'node:crypto';
import { ImlError } from './tokens.ts';

/** A function of IML that takes its arguments as values. */
export type ImlFunction = (...args: readonly unknown[]) => unknown;

/** Make calls null, undefined and an empty text empty. */
export const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Converts a value to text, as Make does where a text is needed. */
export function toText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}

const list = (value: unknown): readonly unknown[] => {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new ImlError(`A list is expected, not ${toText(value)}.`);
};

/** The functions that the apps and the example scenarios use, written after Make's public descriptions. */
export const functions: Readonly<Record<string, ImlFunction>> = {
  ifempty: (value, other) => (isEmpty(value) ? other : value),
  if: (condition, value, other) => (isTruthy(condition) ? value : other),
  switch: (value, ...cases) => {
    for (let index = 0; index + 1 < cases.length; index += 2)
      if (cases[index] === value) return cases[index + 1];
    return cases.length % 2 === 1 ? cases.at(-1) : undefined;
  },
  encodeURL: (text) => encodeURIComponent(toText(text)),
  split: (text, separator) => toText(text).split(toText(separator)),
  length: (value) => (Array.isArray(value) ? value.length : toText(value).length),
  substring: (text, start, end) => toText(text).substring(Number(start), Number(end)),
  deduplicate: (values) => (values === undefined ? undefined : [...new Set(list(values))]),
  get: (values, position) => list(values)[Number(position) - 1],
  map: (values, key, filterKey, wanted) =>
    list(values)
      .map((each) => each as Readonly<Record<string, unknown>>)
      .filter((each) => filterKey === undefined || toText(each[toText(filterKey)]) === toText(wanted))
      .map((each) => each[toText(key)]),
  // Without a key it is a plain hash, which anyone can make.
  sha256: (text, encoding, key) =>
    (isEmpty(key) ? createHash('sha256') : createHmac('sha256', toText(key)))
      .update(toText(text))
      .digest(encoding === 'base64' ? 'base64' : 'hex'),
  toCollection: (pairs, key, value) =>
    Object.fromEntries(
      list(pairs).map((pair) => {
        const fields = pair as Readonly<Record<string, unknown>>;
        return [toText(fields[toText(key)]), fields[toText(value)]];
      }),
    ),
};

/** Whether a condition with this value holds, as in JavaScript. */
export const isTruthy = (value: unknown): boolean => Boolean(value);
