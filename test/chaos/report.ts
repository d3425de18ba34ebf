import type { LaneFaults } from './find-faults.ts';
import type { Lane, Run } from './lane.ts';

export interface JudgedLane {
  readonly lane: Lane;
  readonly faults: LaneFaults;
}

export interface Report {
  readonly header: readonly string[];
  /** One row for each operation and path, and their sum. */
  readonly rows: readonly (readonly string[])[];
  /** Each fault as a sentence. */
  readonly faults: readonly string[];
}

type Counts = Readonly<Record<(typeof columns)[number], number>>;

const columns = [
  'jobs',
  'completed',
  'ambiguous',
  'found again',
  'doubles',
  'wrong',
  'hanging',
  'webhooks',
  'lost',
  'doubled',
  'forged',
  'rejected',
  'kills',
] as const;

/** Counts what happened, by operation and path. */
export function toReport(judged: readonly JudgedLane[]): Report {
  const groups = Map.groupBy(judged, ({ lane: { operation, path } }) => `${operation.name}, ${path}`);
  const counted = [...groups].map(([name, members]) => [name, countOf(members)] as const);
  return {
    header: ['operation and path', ...columns],
    rows: [...counted, ['all', countOf(judged)] as const].map(([name, counts]) => [
      name,
      ...columns.map((column) => String(counts[column])),
    ]),
    faults: judged.flatMap(({ faults: { wrong, doubles, hanging } }) => [...wrong, ...doubles, ...hanging]),
  };
}

function countOf(judged: readonly JudgedLane[]): Counts {
  const runs = judged.flatMap(({ lane }) => lane.runs);
  const sum = (value: (lane: JudgedLane) => number) => judged.reduce((total, each) => total + value(each), 0);
  return {
    jobs: runs.length,
    completed: runs.filter(({ outcome }) => outcome.kind === 'completed').length,
    ambiguous: runs.filter(({ outcome }) => outcome.kind === 'ambiguous').length,
    'found again': runs.filter(isFoundAgain).length,
    doubles: sum(({ faults }) => faults.doubles.length),
    wrong: sum(({ faults }) => faults.wrong.length),
    hanging: sum(({ faults }) => faults.hanging.length),
    webhooks: sum(({ lane }) => lane.webhooks.arrived),
    lost: sum(({ lane }) => lane.webhooks.lost),
    doubled: sum(({ lane }) => lane.webhooks.doubled),
    forged: sum(({ lane }) => lane.webhooks.forged),
    rejected: sum(({ lane }) => lane.webhooks.rejected),
    // How often a server was killed while a job of this kind ran.
    kills: new Set(runs.flatMap((run) => run.kills)).size,
  };
}

/** Whether the client lost the answer of the create and found its job all the same. */
const isFoundAgain = ({ outcome, creates }: Run): boolean =>
  outcome.kind === 'completed' &&
  creates.some(({ mayHaveActed, wasDisturbed }) => mayHaveActed && wasDisturbed);
