import { describe, expect, test } from 'vitest';
import * as core from '../../src/index.ts';

const { ApiError, ProviderError } = core;
const brand = Symbol.for('@scrapekit/core/error');

/** The `isInstance` of the base class in release 0.1. */
const isFormerInstance = (error: object): boolean => {
  const names: unknown = Reflect.get(error, brand);
  return Array.isArray(names) && names.includes('ScrapeKitError');
};

/** Creates an error as release 0.1 created its ApiError. */
const formerApiError = () =>
  Object.defineProperty(new Error('refused'), brand, { value: ['ApiError', 'ScrapeKitError'] });

describe('the former name ScrapeKitError', () => {
  test('is the class ProviderError', () => {
    expect(Reflect.get(core, 'ScrapeKitError')).toBe(ProviderError);
  });

  test('marks an error of release 0.1 as a ProviderError', () => {
    expect(ProviderError.isInstance(formerApiError())).toBe(true);
  });

  test('keeps the subclasses of release 0.1 recognised', () => {
    expect(ApiError.isInstance(formerApiError())).toBe(true);
  });

  test('does not make every former error an error of each subclass', () => {
    const former = Object.defineProperty(new Error('x'), brand, { value: ['ScrapeKitError'] });

    expect(ApiError.isInstance(former)).toBe(false);
  });

  test('lets release 0.1 recognise an error of this release', () => {
    expect(isFormerInstance(new ProviderError('x'))).toBe(true);
    expect(isFormerInstance(new ApiError('x', { status: 400 }))).toBe(true);
  });
});

test.each([undefined, null, 'ProviderError', {}, new Error('x')])('%s is not a ProviderError', (value) => {
  expect(ProviderError.isInstance(value)).toBe(false);
});
