import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Row } from '@scrapekit/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { UsageError } from '../src/exit-codes.ts';
import { standardOutput, type RowFormat } from '../src/rows.ts';
import { print, say } from '../src/terminal.ts';
import { runCli } from './command-line.ts';

async function* rowsOf(rows: readonly unknown[]): AsyncGenerator<Row> {
  for (const row of rows) yield row as Row;
}

async function write(rows: readonly unknown[], format: RowFormat, isTTY = false): Promise<string> {
  const stdout = Object.assign(new PassThrough(), { isTTY });
  const written = text(stdout);
  await standardOutput({ stdout, stderr: new PassThrough() }, format).write(rowsOf(rows), ['name', 'tags']);
  stdout.end();
  return await written;
}

describe('an element of the results that is no object', () => {
  test('is an empty line of a CSV file when it is null, so that it does not cost the rows after it', async () => {
    expect(await write([null, { name: 'Smile' }, null], 'csv')).toBe('name,tags\r\n,\r\nSmile,\r\n,\r\n');
    expect(JSON.parse(await write([null, { name: 'Smile' }], 'json'))).toEqual([null, { name: 'Smile' }]);
  });

  test.each([7, 'Smile', true, [['Smile']]])('has no columns when it is %j', async (row) => {
    const error: unknown = await write([{ name: 'Smile' }, row], 'csv').catch((each: unknown) => each);

    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain('Use --json, which writes every row.');
    expect(JSON.parse(await write([row], 'json'))).toEqual([row]);
  });
});

test('verify joins the other verdicts when one of them is null', async () => {
  const verdict = { email: 'ana@example.com', status: 'safe', score: 95 };
  const server = createServer(({ url = '' }, response) => {
    const results = url.endsWith('/results') ? { results: [null, verdict] } : {};
    response.end(JSON.stringify({ job_id: 'sk_job_1', status: 'completed', ...results }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const folder = await mkdtemp(join(tmpdir(), 'scrapekit-cli-'));
  onTestFinished(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });
  const path = join(folder, 'contacts.csv');
  await writeFile(path, 'email\nana@example.com\n');

  const { code, stdout } = await runCli(['verify', path], {
    SCRAPEKIT_API_KEY: 'sk_live_key',
    SCRAPEKIT_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });

  expect(code).toBe(0);
  expect(stdout).toMatch(/^ana@example\.com,safe,/m);
});

test.each(['csv', 'json'] as const)(
  'a value that is nested too deeply for %s is an error that says so',
  async (format) => {
    let nested: unknown = [];
    for (let depth = 0; depth < 100_000; depth++) nested = [nested];

    for (const tags of [nested, { nested }])
      await expect(write([{ name: 'Smile', tags }], format)).rejects.toThrow(
        'nested too deeply to be written',
      );
  },
);

describe('control characters', () => {
  // They set the title of the terminal, clear the line and start a command in its eight-bit form.
  const [title, overwrite, eightBit] = ['\u001b]0;owned\u0007', 'good\rbad', '\u009b31m'];
  const row = { name: title + overwrite + eightBit, tags: 'one\ttwo' };
  const shown = '\uFFFD]0;owned\uFFFDgood\uFFFDbad\uFFFD31m';

  test('of rows are replaced on a terminal, and line breaks and tabs stay', async () => {
    expect(await write([row], 'csv', true)).toBe(`name,tags\r\n${shown},one\ttwo\r\n`);
    expect(await write([row], 'json', true)).not.toMatch(/[\u001b\u0007\u009b]/);
  });

  test('of rows stay as they are in a file and in a pipe', async () => {
    expect(JSON.parse(await write([row], 'json'))).toEqual([row]);
    expect(await write([row], 'csv')).toContain(title);
  });

  test('of messages are replaced, and of results on a terminal only', async () => {
    const line = `Job ${title} was created.`;
    const printed = async (isTTY: boolean) => {
      const [stdout, stderr] = [Object.assign(new PassThrough(), { isTTY }), new PassThrough()];
      say({ stdout, stderr }, line);
      print({ stdout, stderr }, line);
      for (const each of [stdout, stderr]) each.end();
      return [await text(stderr), await text(stdout)];
    };
    const clean = 'Job \uFFFD]0;owned\uFFFD was created.\n';

    expect(await printed(true)).toEqual([clean, clean]);
    expect(await printed(false)).toEqual([clean, `${line}\n`]);
  });
});
