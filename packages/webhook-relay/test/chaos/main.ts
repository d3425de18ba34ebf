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

const numbers = {
  jobs: Number(values.jobs),
  kills: Number(values.kills),
  processes: Number(values.processes),
};
for (const [name, number] of Object.entries(numbers))
  if (!Number.isInteger(number) || number < (name === 'kills' ? 0 : 1))
    throw new Error(`Write a whole number after --${name}. A run without jobs would find no fault.`);

const startedAt = performance.now();
console.log(`seed ${values.seed}`);
const { counts, faults } = await runRelayChaos({
  ...{ ...numbers, seed: values.seed, mostRefusals: 2 },
  ...{ patienceMs: Number(values.patience) * 1_000, log: console.log },
});
console.table(counts);
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
console.log(faults.length === 0 ? `no faults, in ${seconds} s` : faults.join('\n'));
process.exit(faults.length === 0 ? 0 : 1);
