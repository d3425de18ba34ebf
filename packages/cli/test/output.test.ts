import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { providers, type Job, type Row } from '@scrapekit/core';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CommandContext } from '../src/command.ts';
import { withCompletedJob } from '../src/job-output.ts';
import { openFile, standardOutput } from '../src/rows.ts';
import { describeProgress, ProgressBar } from '../src/terminal.ts';

const job: Job = {
  id: 'sk_job_1',
  operation: 'scrape',
  status: 'running',
  progress: { done: 5, total: 20 },
  creditsUsed: 75,
  raw: undefined,
};

describe('the progress of a job', () => {
  test('shows the share, the numbers and the credits', () => {
    expect(describeProgress(job, 'leads')).toBe(
      'running  [######------------------]  25%  5 of 20 leads  0.075 credits',
    );
  });

  test('has no bar while the total is unknown', () => {
    expect(describeProgress({ ...job, progress: { done: 5 }, creditsUsed: undefined }, 'leads')).toBe(
      'running  5 leads',
    );
  });

  test.each([true, false])('is drawn on a terminal only: %s', async (isTTY) => {
    const stderr = Object.assign(new PassThrough(), { isTTY });
    const bar = new ProgressBar({ stdout: new PassThrough(), stderr }, 'leads');

    bar.show(job);
    bar.clear();
    stderr.end();

    expect((await text(stderr)).includes('5 of 20 leads')).toBe(isTTY);
  });
});

async function* rowsOf(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

async function write(
  rows: readonly Row[],
  columns: readonly string[],
  format: 'csv' | 'json' = 'csv',
): Promise<string> {
  const stdout = new PassThrough();
  const written = text(stdout);
  await standardOutput({ stdout, stderr: new PassThrough() }, format).write(rowsOf(rows), columns);
  stdout.end();
  return written;
}

describe('rows as CSV', () => {
  test('C114: lists are joined, and null is an empty cell', async () => {
    const row = {
      name: 'Smile, "Austin"',
      rating: null,
      open: true,
      emails: ['a@x.example', 'b@x.example'],
      at: { lat: 1 },
    };

    expect(await write([row], Object.keys(row))).toBe(
      'name,rating,open,emails,at\r\n"Smile, ""Austin""",,true,a@x.example;b@x.example,"{""lat"":1}"\r\n',
    );
  });

  test('no row leaves the header', async () => {
    expect(await write([], ['name', 'phone'])).toBe('name,phone\r\n');
  });

  test('fields that the definition does not declare become further columns', async () => {
    expect(parse(await write([{ name: 'a' }, { name: 'b', note: 'c' }], ['name']))).toEqual([
      ['name', 'note'],
      ['a', ''],
      ['b', 'c'],
    ]);
  });

  test('a field that appears after the header was written is an error and not lost', async () => {
    const rows = [...Array.from({ length: 1_000 }, () => ({ name: 'a' })), { name: 'b', note: 'c' }];

    await expect(write(rows, ['name'])).rejects.toThrow("the further field 'note'. Use --json");
  });
});

test('no row as JSON is an empty array', async () => {
  expect(await write([], ['name'], 'json')).toBe('[]\n');
});

describe('rows in a file', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'scrapekit-cli-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  test('appear under the name of the file when they are complete, with the usual permissions', async () => {
    const path = join(directory, 'leads.json');
    const usual = join(directory, 'usual');
    await writeFile(usual, '');
    const target = await openFile(path, 'json');
    const incomplete = (await readdir(directory)).filter((name) => name !== 'usual');

    await target.write(rowsOf([{ name: 'a' }]), ['name']);
    await target.discard();

    expect(incomplete).toEqual([expect.stringMatching(/^leads\.json\.\w+\.part$/)]);
    expect((await readdir(directory)).toSorted()).toEqual(['leads.json', 'usual']);
    expect((await stat(path)).mode).toBe((await stat(usual)).mode);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual([{ name: 'a' }]);
  });

  test('replace a file and keep its permissions, also when its name is a link', async () => {
    const path = join(directory, 'leads.csv');
    const link = join(directory, 'link.csv');
    await writeFile(path, 'old', { mode: 0o600 });
    await symlink(path, link);

    const target = await openFile(link, 'csv');
    await target.write(rowsOf([{ name: 'a' }]), ['name']);
    await target.discard();

    expect(await readFile(path, 'utf8')).toBe('name\r\na\r\n');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readlink(link)).toBe(path);
    expect((await readdir(directory)).toSorted()).toEqual(['leads.csv', 'link.csv']);
  });

  test('leave a file and a link of the user that end in .part as they are', async () => {
    const path = join(directory, 'leads.csv');
    const other = join(directory, 'other.txt');
    await writeFile(other, 'mine');
    await symlink(other, `${path}.part`);

    const target = await openFile(path, 'csv');
    await target.write(rowsOf([{ name: 'a' }]), ['name']);
    await target.discard();

    expect(await readFile(other, 'utf8')).toBe('mine');
    expect((await readdir(directory)).toSorted()).toEqual(['leads.csv', 'leads.csv.part', 'other.txt']);
  });

  test('leave no incomplete file when they cannot be read to the end', async () => {
    const target = await openFile(join(directory, 'leads.csv'), 'csv');
    const rows = [...Array.from({ length: 1_000 }, () => ({ name: 'a' })), { name: 'b', note: 'c' }];

    await expect(target.write(rowsOf(rows), ['name'])).rejects.toThrow('the further field');
    await target.discard();

    expect(await readdir(directory)).toEqual([]);
  });

  test.each(['csv', 'json'] as const)('are refused as %s when the path is a directory', async (format) => {
    const path = join(directory, 'leads');
    await mkdir(path);

    await expect(openFile(path, format)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining('is a directory'),
    });
    expect(await readdir(directory)).toEqual(['leads']);
  });
});

test('when the rows of a completed job cannot be written, the command that reads them again is printed', async () => {
  const definition = providers.scrapekit;
  const connection = {
    jobs: () => ({ wait: () => Promise.resolve({ ...job, status: 'completed' }) }),
  };
  const stderr = new PassThrough();
  const said = text(stderr);
  const context = {
    definition,
    terminal: { stdout: new PassThrough(), stderr },
    signal: new AbortController().signal,
  };
  const followed = { connection, job, operation: definition.operations.scrape, timeoutMs: undefined };

  const written = withCompletedJob(context as unknown as CommandContext, followed as never, () =>
    Promise.reject(new Error('The disk is full.')),
  );

  await expect(written).rejects.toThrow('The disk is full.');
  stderr.end();
  expect(await said).toContain('scrapekit results sk_job_1 --operation scrape\n');
  expect(await said).not.toContain('may go on');
});
