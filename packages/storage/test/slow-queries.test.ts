import { expect, test } from 'vitest';
import type { LogEvent } from 'kysely';
import { reportSlowQuery, type SlowQuery } from '../src/slow-queries.ts';

const statement = (queryDurationMillis: number): LogEvent =>
  ({
    level: 'query',
    query: { sql: `select *\n  from job where id = $1 ${'and true '.repeat(100)}`, parameters: ['secret'] },
    queryDurationMillis,
  }) as unknown as LogEvent;

test('C183: a statement of a second or longer is reported without its parameters, and shortened', () => {
  const reported: SlowQuery[] = [];
  for (const ms of [0, 999.9, 1_000.4, 5_000])
    reportSlowQuery(statement(ms), (query) => reported.push(query));

  expect(reported.map(({ ms }) => ms)).toEqual([1_000, 5_000]);
  expect(reported[0]?.sql).toMatch(/^select \* from job where id = \$1 and true /);
  expect(reported[0]?.sql).toHaveLength(500);
  expect(JSON.stringify(reported)).not.toContain('secret');
});
