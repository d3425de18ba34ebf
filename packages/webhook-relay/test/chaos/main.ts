import { parseArgs } from 'node:util';
import { runRelayChaos } from './relay-chaos.ts';

// Creates jobs through the relay while webhooks are lost, doubled and forged, targets refuse and the relay is killed:
// npm run test:relay -- [--seed text] [--jobs 1000] [--kills 30] [--processes 1] [--patience seconds]
// Several processes share a PostgreSQL; one has the embedded database.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: crypto.randomUUID().slice(0, 8) },
    jobs: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '30' },
    processes: { type: 'string', default: '1' },
    patience: { type: 'string', default: '600' },
  },
});

const startedAt = performance.now();
console.log(`seed ${values.seed}`);
const { counts, faults } = await runRelayChaos({
  ...{ seed: values.seed, jobs: Number(values.jobs), kills: Number(values.kills), mostRefusals: 2 },
  processes: Number(values.processes),
  ...{ patienceMs: Number(values.patience) * 1_000, log: console.log },
});
console.table(counts);
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
console.log(faults.length === 0 ? `no faults, in ${seconds} s` : faults.join('\n'));
process.exit(faults.length === 0 ? 0 : 1);
