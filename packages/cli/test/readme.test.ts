import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { runCommandLine } from '../src/command-line.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const commands = [...readme.matchAll(/^scrapekit (.+)$/gm)].map(([, line = '']) => line);

/** Splits a line as a shell does. The lines of the README have no other quotes than double ones. */
const split = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);

test('the README has a line for every command', () => {
  const names = new Set(commands.map((line) => split(line)[0]));

  expect([...names].toSorted()).toEqual(
    [
      'account',
      'artifact',
      'cancel',
      'job',
      'jobs',
      'listen',
      'results',
      'run',
      'scrape',
      'verify',
    ].toSorted(),
  );
});

// With --help a command is parsed and not run, so a wrong name, flag or provider is an error.
test.each(commands)('the README writes a command that exists: scrapekit %s', async (line) => {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const errors = text(stderr);
  stdout.resume();

  const code = await runCommandLine(
    [...split(line), '--help'],
    { stdout, stderr },
    new AbortController().signal,
  );
  stderr.end();

  expect([code, await errors]).toEqual([0, '']);
});
