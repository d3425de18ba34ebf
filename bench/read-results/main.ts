import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, printTable } from '../table.ts';
import { documents, writeDocument } from './documents.ts';

const READERS = ['JSON.parse', 'core, raw rows', 'core, normal form', 'stream-json'] as const;
const ROUNDS = 3;

interface Reading {
  readonly rows: number;
  readonly ms: number;
  readonly peakRssMb: number;
}

/** Runs the built package, as an application does. Stripping types would cost memory that users of the package do not need. */
function readInOwnProcess(reader: string, path: string, operation: string): Reading {
  const script = join(import.meta.dirname, 'read-one.mjs');
  const output = execFileSync(process.execPath, [script, reader, path, operation]);
  return JSON.parse(output.toString()) as Reading;
}

const folder = mkdtempSync(join(tmpdir(), 'read-results-'));
try {
  for (const name of Object.keys(documents) as (keyof typeof documents)[]) {
    const path = join(folder, `${name}.json`);
    await writeDocument(name, path);
    const megabytes = statSync(path).size / 1e6;
    const readings = new Map<string, Reading[]>(READERS.map((reader) => [reader, []]));
    // The contenders take turns, so that a slower machine slows all of them.
    for (let round = 0; round < ROUNDS; round++) {
      for (const reader of READERS)
        readings.get(reader)?.push(readInOwnProcess(reader, path, documents[name].operation));
    }
    const speed = (reader: string) =>
      megabytes / (median((readings.get(reader) ?? []).map(({ ms }) => ms)) / 1000);
    console.log(
      `\n${documents[name].rows.toLocaleString('en')} ${name}, ${megabytes.toFixed(1)} MB, median of ${ROUNDS}`,
    );
    printTable(
      ['reader', 'MB/s', 'of JSON.parse', 'peak RSS MB', 'rows'],
      READERS.map((reader) => {
        const own = readings.get(reader) ?? [];
        const peak = Math.max(...own.map(({ peakRssMb }) => peakRssMb));
        const ratio = speed(reader) / speed('JSON.parse');
        return [reader, speed(reader).toFixed(0), ratio.toFixed(2), peak.toFixed(0), String(own[0]?.rows)];
      }),
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
