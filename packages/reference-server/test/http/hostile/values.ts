/** The text of a JSON value, or of a part of a URL. */
export interface Hostile {
  readonly json: string;
  /** The percent-encoded form, for values that can be part of a URL. */
  readonly inUrl?: string;
}

const text = (value: string): Hostile => ({ json: JSON.stringify(value), inUrl: encodeURIComponent(value) });
const cursor = (value: string): Hostile => text(Buffer.from(value).toString('base64url'));
const number = (value: string): Hostile => ({ json: value, inUrl: value });
const jsonOnly = (json: string): Hostile => ({ json });

/**
 * Texts, dates and numbers that PostgreSQL cannot store or compare, or that only look like what a field takes. Halves of
 * surrogate pairs are written as the bytes that stand for them in URLs.
 */
export const hostileValues: readonly Hostile[] = [
  text(''),
  text('\u0000'),
  text('a\u0000b'),
  { json: '"\\ud800"', inUrl: '%ED%A0%80' },
  { json: '"a\\udc00b"', inUrl: 'a%ff%' },
  text('😀'.repeat(500)),
  text("'; -- {{}} <b> \\u0000 %00"),
  text('0000-01-01T00:00:00Z'),
  text('9999-12-31T23:59:59.999-23:59'),
  text('+275760-09-13T00:00:00.000Z'),
  text('2026-02-30T00:00:00Z'),
  cursor('253402300800000 sk_job_AAAAAAAAAAAAAAAAAAAA'),
  cursor('seq 999999999999999'),
  number('-1'),
  number('2147483648'),
  number('9223372036854775808'),
  number('1e400'),
  jsonOnly('null'),
  jsonOnly('["\\u0000"]'),
  jsonOnly('{"\\u0000":1}'),
  jsonOnly(`${'['.repeat(20_000)}${']'.repeat(20_000)}`),
];
