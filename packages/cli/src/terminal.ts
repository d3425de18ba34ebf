import type { Job } from '@scrapekit/core';
import { formatCredits } from '@scrapekit/core';

/** The output of a command: results go to stdout, everything about the work goes to stderr. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
}

export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/**
 * Replaces control characters except tabs and line breaks, because a text from a website or a provider could otherwise
 * command the terminal.
 */
export const showControls = (text: string): string => text.replace(/\r(?!\n)|[^\P{Cc}\t\n\r]/gu, '\uFFFD');

/** Writes a line about the work. */
export function say({ stderr }: Terminal, line: string): void {
  stderr.write(`${showControls(line)}\n`);
}

/** Writes a line of the result. */
export function print({ stdout }: Terminal, line: string): void {
  stdout.write(`${stdout.isTTY === true ? showControls(line) : line}\n`);
}

const ESCAPE = String.fromCharCode(27);
const CLEAR_LINE = `\r${ESCAPE}[K`;
const WIDTH = 24;

/** Shows the progress of a job on one line of a terminal. It writes nothing when stderr is no terminal. */
export class ProgressBar {
  readonly #stderr: Terminal['stderr'];
  readonly #unit: string;

  /** `unit` is the plural of a row, such as `leads`. */
  constructor({ stderr }: Terminal, unit: string) {
    this.#stderr = stderr;
    this.#unit = unit;
  }

  show(job: Job): void {
    if (this.#stderr.isTTY === true) this.#stderr.write(CLEAR_LINE + describeProgress(job, this.#unit));
  }

  clear(): void {
    if (this.#stderr.isTTY === true) this.#stderr.write(CLEAR_LINE);
  }
}

/** Describes the progress of a job, such as `running [######------------------]  25%  5 of 20 leads  0.075 credits`. */
export function describeProgress({ status, progress, creditsUsed }: Job, unit: string): string {
  const parts: string[] = [status];
  if (progress?.total !== undefined) {
    const share = Math.min(1, progress.done / progress.total);
    const filled = Math.round(share * WIDTH);
    const percent = String(Math.floor(share * 100)).padStart(3);
    parts.push(`[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${percent}%`);
  }
  if (progress !== undefined) {
    const total = progress.total === undefined ? '' : ` of ${progress.total}`;
    parts.push(`${progress.done}${total} ${unit}`);
  }
  if (creditsUsed !== undefined) parts.push(`${formatCredits(creditsUsed)} credits`);
  return parts.join('  ');
}

/** Formats rows of texts as aligned columns. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
