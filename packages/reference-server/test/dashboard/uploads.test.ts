import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readColumn } from '../../src/dashboard/list-column.ts';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { openOwner } from './suites/account-scene.ts';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await createPgliteDatabase();
  server = await startTestServer(database);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const ADDRESS = 'ann@place-1.test';
const BOUNDARY = 'XX';
const END = `--${BOUNDARY}--\r\n`;

const part = (value: string, { name = 'list', more = '', type = 'text/plain' } = {}): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\nContent-Type: ${type}\r\n\r\n${value}\r\n`;
const file = (value: string): string => part(value, { more: '; filename="list.csv"', type: 'text/csv' });

/** Sends the bytes of a form, and returns the status and what the page says. */
async function send(body: string, type = `multipart/form-data; boundary=${BOUNDARY}`) {
  const { tab } = await openOwner(server);
  const response = await fetch(`${server.url}/dashboard/new/verify-list/review`, {
    method: 'POST',
    headers: { cookie: tab.cookie(), 'content-type': type },
    body,
  });
  const text = (await response.text()).replace(/\s+/g, ' ');
  const said = /role="alert"\s*>([^<]*)</.exec(text)?.[1] ?? /class="summary">([^<]*)</.exec(text)?.[1];
  return { status: response.status, said, text };
}

describe('an uploaded list', () => {
  test.each([
    ['no boundary', part(ADDRESS) + END, 'multipart/form-data'],
    ['another type', part(ADDRESS) + END, `multipart/mixed; boundary=${BOUNDARY}`],
    ['a file that broke off', file(ADDRESS).slice(0, -8), undefined],
    ['no body', '', undefined],
    ['21 fields', part('x', { name: 'other' }).repeat(20) + part(ADDRESS) + END, undefined],
  ])('is refused in a form with %s', async (_what, body, type) => {
    const { status, said } = await send(body, type);

    expect([status, said]).toEqual([
      400,
      'The form did not arrive as a browser sends it. Go back and send it again.',
    ]);
  });

  test('is the text of its field, whatever type the field names', async () => {
    const { said, status } = await send(part('{"toString":1}', { type: 'application/json' }) + END);

    expect([status, said]).toEqual([
      400,
      'The list has no e-mail address. Paste one on each line, or choose a file.',
    ]);
    expect((await send(part(ADDRESS, { type: 'application/json' }) + END)).said).toBe('1 address to verify');
  });

  test('is refused as a whole when the form is larger than 16 MB, so that none of it is cut off', async () => {
    const half = `${ADDRESS}${' '.repeat(1_000)}\n`.repeat(8_500);

    const { status, said } = await send(part(half) + part(half, { name: 'other' }) + END);

    expect([status, said]).toEqual([
      413,
      'The list is larger than 16 MB. Split it and send the parts one after the other.',
    ]);
  });

  test('is refused with more than 1,000 columns', async () => {
    const [most, more] = await Promise.all([
      send(file(ADDRESS + ','.repeat(999)) + END),
      send(file(`${ADDRESS}\n${','.repeat(1_000)}`) + END),
    ]);

    expect([most.status, most.said]).toEqual([200, '1 address to verify']);
    expect([more.status, more.said]).toEqual([
      400,
      'A line of the list has more than 1,000 columns. Write one item on each line.',
    ]);
  });

  test.each([
    ['lines', 'x\n'.repeat(100_002), 'The list has more than 100,000 lines.'],
    [
      'columns by lines within quotes',
      '"\n",'.repeat(100_000),
      'A line of the list has more than 1,000 columns.',
    ],
  ])('is refused with too many %s', async (_what, text, message) => {
    const refused = await readColumn(text).then(
      () => 'nothing was refused',
      (error: unknown) => String(error),
    );

    expect(refused).toContain(message);
  });

  test('is refused with a line of more than 100,000 characters, and is not sent back when it is long', async () => {
    const [most, more] = await Promise.all([
      send(file(`${ADDRESS}\n${'x'.repeat(100_000)}`) + END),
      send(file(`${ADDRESS}\n${'"'.repeat(1_000_000)}`) + END),
    ]);

    expect(most.said).toBe('1 address to verify');
    expect([more.status, more.said]).toEqual([
      400,
      'A line of the list has more than 100,000 characters. Write one item on each line. The list is too long to stand here again, so choose it again.',
    ]);
    expect(more.text.length).toBeLessThan(30_000);
  });

  test('lets the server do other work while it is read', async () => {
    let turns = 0;
    let isRead = false;
    const turn = () => {
      turns++;
      if (!isRead) setImmediate(turn);
    };
    setImmediate(turn);

    const { items } = await readColumn(`${ADDRESS},Ann\n`.repeat(65_536));
    isRead = true;

    expect(items).toHaveLength(65_536);
    expect(turns).toBeGreaterThan(10);
  });
});
