import { isDeepStrictEqual } from 'node:util';
import type { Row } from '@scrapekit/core';
import type { ReferenceServer } from '../e2e/reference-server.ts';
import type { OwnedJob } from '../e2e/zapier/job-owner.ts';
import type { Lane, Run, Work } from './lane.ts';
import type { PaidOperation } from './operations.ts';
import { withoutOpenVerdicts } from './verdicts.ts';

/** What a job of this work must have brought and cost, from a run that nothing disturbed. */
export interface Expected {
  readonly rows: readonly Row[];
  /** Thousandths of a credit. */
  readonly units: number;
}

export interface LedgerLine {
  readonly kind: string;
  readonly units: number;
  readonly job_id: string | null;
  readonly row: number | null;
}

export interface Books {
  readonly opening: number;
  readonly balance: number;
  readonly lines: readonly LedgerLine[];
}

/** The server's own view of a lane. */
export interface ServerView {
  readonly jobs: readonly OwnedJob[];
  readonly books: Books;
}

export async function viewOf(server: Pick<ReferenceServer, 'admin'>, { owner }: Lane): Promise<ServerView> {
  const books = (await server.admin(`/ledger/${owner.account_id}`)) as Books;
  return { jobs: await owner.jobs(), books };
}

/** Equal for jobs that must have equal results. */
export const keyOf = ({ operation, path, number }: Work): string => `${operation.name} ${path} ${number}`;

/** The faults of one kind that a lane has, each as a sentence. */
export interface LaneFaults {
  readonly wrong: readonly string[];
  readonly doubles: readonly string[];
  readonly hanging: readonly string[];
}

export function findFaults(
  lane: Lane,
  view: ServerView,
  expectedOf: (work: Work) => Expected | undefined,
): LaneFaults {
  const say = (sentence: string) => `${lane.name}: ${sentence}`;
  const wrong = lane.runs.flatMap((run) => wrongOf(run, view, expectedOf(run.work))).map(say);
  return {
    wrong: [...wrong, ...booksOf(view).map(say), ...forgeriesOf(lane).map(say)],
    doubles: doublesOf(lane, view).map(say),
    hanging: [
      ...lane.runs.filter(({ outcome }) => outcome.kind === 'hanging').map(() => say('a job hangs')),
      ...view.jobs
        .filter(({ status }) => ['queued', 'running'].includes(status))
        .map(({ id, status }) => say(`${id} is still ${status}`)),
    ],
  };
}

/** Compares a job with the undisturbed run, and checks that a lost answer was reported or the job found again. */
function wrongOf(
  { work: { operation, number }, outcome, creates }: Run,
  { books }: ServerView,
  expected: Expected | undefined,
): readonly string[] {
  const name = `input ${number}`;
  if (expected === undefined) return [`${name} has no undisturbed run`];
  if (outcome.kind === 'failed') return [`${name} failed: ${outcome.message}`];
  if (outcome.kind === 'hanging') return [];
  if (outcome.kind === 'ambiguous') {
    const hasReason = creates.some(({ wasDisturbed }) => wasDisturbed);
    return hasReason ? [] : [`${name} is reported as ambiguous for no reason: ${outcome.message}`];
  }
  const [found, wanted] = withoutOpenVerdicts(
    essence(operation, outcome.rows),
    essence(operation, expected.rows),
  ) as readonly [readonly Row[], readonly Row[]];
  const units = unitsOf(books, outcome.jobId);
  const wantedUnits =
    expected.units + PRICE_OF_A_VERDICT * (unknowns(outcome.rows) - unknowns(expected.rows));
  return [
    ...(isDeepStrictEqual(found, wanted) ? [] : [`${name} has other rows: ${differenceOf(found, wanted)}`]),
    ...(!operation.isCharged || units === wantedUnits
      ? []
      : [`${name} cost ${-units} units and should cost ${-wantedUnits}`]),
  ];
}

/** The rows without the columns that differ from one run to the next. */
function essence({ changing }: PaidOperation, rows: readonly Row[]): readonly Row[] {
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => !changing.includes(column))),
  );
}

function differenceOf(found: readonly Row[], wanted: readonly Row[]): string {
  if (found.length !== wanted.length) return `${found.length} instead of ${wanted.length}`;
  const index = found.findIndex((row, at) => !isDeepStrictEqual(row, wanted[at]));
  return `row ${index} is ${JSON.stringify(found[index])} instead of ${JSON.stringify(wanted[index])}`;
}

/** Thousandths of a credit for a verified address. An unknown verdict costs nothing (C151). */
const PRICE_OF_A_VERDICT = 5;
const unknowns = (rows: readonly Row[]): number => rows.filter(({ status }) => status === 'unknown').length;

/**
 * What the rows of a job have cost in thousandths of a credit, as a negative number. The verdicts of a lead's addresses are
 * left out, because the rows do not tell how many of them are unknown.
 */
export const unitsOf = ({ lines }: Books, jobId: string | undefined): number =>
  lines
    .filter(({ kind, job_id }) => jobId !== undefined && job_id === jobId && kind !== 'lead_verify')
    .reduce((sum, { units }) => sum + units, 0);

function booksOf({ books: { opening, balance, lines } }: ServerView): readonly string[] {
  const rows = lines.map(({ kind, job_id, row }) => `${kind} ${job_id ?? ''} ${row ?? ''}`);
  const twice = rows.filter((row, index) => rows.indexOf(row) !== index);
  const sum = lines.reduce((total, { units }) => total + units, opening);
  return [
    ...twice.map((row) => `the row "${row}" was paid twice`),
    ...(sum === balance ? [] : [`the balance is ${balance}, and the ledger says ${sum}`]),
  ];
}

const forgeriesOf = ({ webhooks: { accepted } }: Lane): readonly string[] =>
  accepted === 0 ? [] : [`${accepted} forged webhooks were accepted`];

/** A job that was started twice, or an event that was handled twice. */
function doublesOf({ runs, host, operation }: Lane, { jobs }: ServerView): readonly string[] {
  const twice = runs.filter(({ creates }) => creates.filter(({ mayHaveActed }) => mayHaveActed).length > 1);
  const ids = runs.map(({ outcome }) => (outcome.kind === 'completed' ? outcome.jobId : undefined));
  const known = ids.filter((id) => id !== undefined);
  const unknown = jobs.filter(({ id }) => !known.includes(id));
  const reported = runs.filter(
    ({ outcome, creates }) =>
      outcome.kind !== 'completed' && creates.some(({ mayHaveActed }) => mayHaveActed),
  );
  const repeated = host?.repeatedEvents() ?? 0;
  return [
    ...twice.map(({ work }) => `input ${work.number} was sent to the server twice`),
    ...(new Set(known).size === known.length ? [] : ['two runs returned one job']),
    ...(unknown.length > reported.length
      ? [
          `the server has ${unknown.length} jobs that no client knows of, and ${reported.length} were reported`,
        ]
      : []),
    ...(repeated === 0 ? [] : [`${repeated} events of ${operation.name} were handled twice`]),
  ];
}
