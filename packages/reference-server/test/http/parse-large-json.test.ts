import { describe, expect, test } from 'vitest';
import { parseLargeJson } from '../../src/http/parse-large-json.ts';
import { JsonShapeError } from '../../src/http/scan-json.ts';
import { computingTimeMs } from '../support/computing-time.ts';

const LIMIT = 32 * 1_048_576;

/** Fills the longest body that the routes for lists take. */
const filled = (start: string, unit: string, end: string): string =>
  start + unit.repeat(Math.floor((LIMIT - start.length - end.length) / unit.length)) + end;

describe('the parser of bodies of 32 MB', () => {
  /** Returns the longest computing time of a step, and the error. Other requests are answered between the steps. */
  const measure = (text: string) => {
    const steps = parseLargeJson(Buffer.from(text));
    let longestMs = 0;
    try {
      for (;;) {
        const results: IteratorResult<undefined>[] = [];
        const ms = computingTimeMs(() => void results.push(steps.next()));
        longestMs = Math.max(longestMs, ms);
        if (results[0]?.done === true) return { longestMs, error: undefined };
      }
    } catch (error) {
      return { longestMs, error };
    }
  };
  const address = 'a'.repeat(242) + '@example.com';

  // JSON.parse computes for 2 to 8 s for the first two, during which the server answers no other request.
  test.each([
    ['brackets', filled('{"emails":', '[', '}'), /nested more than 64 levels deep/],
    ['empty lists', filled('{"emails":[', '[],', '[]]}'), /more than 500000 values/],
    ['a long text in a list', filled('{"emails":["', 'a', '"]}'), /more than a megabyte/],
    ['a long list below another field', filled('{"a":{"b":["', 'a', '"]}}'), /more than a megabyte/],
  ])('C024, C129: %s: refuses it without a long step', (_, text, reason) => {
    const { longestMs, error } = measure(text);

    expect(error).toBeInstanceOf(JsonShapeError);
    expect((error as JsonShapeError).message).toMatch(reason);
    expect(longestMs).toBeLessThan(400);
  });

  test('C130, C137: 100,000 long addresses: reads them without a long step', () => {
    const { longestMs, error } = measure(
      JSON.stringify({ emails: Array.from({ length: 100_000 }, () => address) }),
    );

    expect(error).toBeUndefined();
    expect(longestMs).toBeLessThan(400);
  });
});

describe('parseLargeJson', () => {
  const parse = (text: string): unknown => {
    const steps = parseLargeJson(Buffer.from(text));
    for (;;) {
      const { done, value } = steps.next();
      if (done === true) return value;
    }
  };
  const strange = ['a,b', '[{', ']}', '"', '\\', '\\"', '\\\\', 'ü😀', '\ud800', '\n', ''];
  const texts = Array.from({ length: 100_000 }, (_, index) => `${strange[index % strange.length]}${index}`);

  test.each([
    ['a list of strange texts', { emails: texts, webhook_url: 'https://example.com' }],
    ['two lists', { a: texts, b: 1, c: [], d: texts.map((text) => ({ text })) }],
    ['lists in a list', { a: texts.map((text) => [text, [1e3]]) }],
  ])('returns the same value as JSON.parse for %s', (_, value) => {
    expect(parse(JSON.stringify(value))).toEqual(value);
    expect(parse(JSON.stringify(value, null, 2))).toEqual(value);
  });

  test('takes the last of two fields of one name, and a field of any name', () => {
    const list = JSON.stringify(texts);

    expect(parse(`{"a":${list},"a":[1]}`)).toEqual({ a: [1] });
    expect(parse(`{"a":[1],"a":${list}}`)).toEqual({ a: texts });
    expect(Object.keys(parse(`{"__proto__":${list}}`) as object)).toEqual(['__proto__']);
  });

  test.each([
    ['two commas in a row', (list: string) => `{"a":[${list},,${list}]}`],
    ['a comma at the end', (list: string) => `{"a":[${list},]}`],
    ['a brace instead of a bracket', (list: string) => `{"a":[${list}}}`],
    ['a list without a name', (list: string) => `{[${list}]}`],
    ['a list without an end', (list: string) => `{"a":[${list}`],
    ['text after the object', (list: string) => `{"a":[${list}]}]`],
    ['a name in a list', (list: string) => `{"a":[${list},"b":1]}`],
  ])('refuses %s', (_, write) => {
    const list = JSON.stringify(texts.slice(0, 60_000)).slice(1, -1);

    expect(() => parse(write(list))).toThrow(SyntaxError);
  });
});
