import { startChild } from '../rig/child.ts';
import { measure, seed, startMeasuredServer, startRig, type Measured } from '../rig/rig.ts';
import { printTable } from '../table.ts';
import { addressesOf } from './addresses.ts';

const ADDRESSES = 10_000;
const AT_ONCE = 300;
const SINGLES = 100;
const LATENCIES_MS = [0, 50] as const;

const emails = await addressesOf(seed, ADDRESSES);
const spare = (await addressesOf(seed, ADDRESSES + SINGLES)).slice(ADDRESSES);

type Run = Pick<Measured, 'seconds' | 'cpuMs'> & { readonly rssMb?: number };

for (const latencyMs of LATENCIES_MS) {
  const rig = await startRig(latencyMs);
  const server = await startMeasuredServer(rig);
  const bareInput = { addresses: rig.addresses, emails, atOnce: AT_ONCE };
  const bare = await startChild<Run>(new URL('bare-dialogue.ts', import.meta.url), bareInput);
  await bare.close();
  const worldBefore = await rig.world.usage();
  const ours = await measure(server, () => server.api.run('verify', { emails }));
  const worldCpuMs = (await rig.world.usage()).cpuMs - worldBefore.cpuMs;
  const single = await singleTimes(server.api.post.bind(server.api));
  await server.close();
  await rig.close();

  console.log(
    `\n${ADDRESSES.toLocaleString('en')} addresses of as many domains, ${latencyMs} ms added to each answer`,
  );
  const row = (name: string, run: Run): string[] => [
    name,
    run.seconds.toFixed(1),
    (ADDRESSES / run.seconds).toFixed(0),
    (run.cpuMs / ADDRESSES).toFixed(2),
    (run.seconds / bare.answer.seconds).toFixed(2),
    (run.cpuMs / bare.answer.cpuMs).toFixed(2),
    run.rssMb?.toFixed(0) ?? '',
  ];
  printTable(
    ['', 'seconds', 'a second', 'CPU ms each', 'time to bare', 'CPU to bare', 'RSS MB after'],
    [
      row('bare dialogues, nothing judged or kept', bare.answer),
      row('API, queue, storage, verdicts', ours),
      ['(the world meanwhile)', '', '', (worldCpuMs / ADDRESSES).toFixed(2), '', '', ''],
    ],
  );
  const at = (share: number): string => `${(single[Math.floor(single.length * share)] ?? NaN).toFixed(0)} ms`;
  console.log(`One address by POST /verify/email: half within ${at(0.5)}, 95 of 100 within ${at(0.95)}`);
}

async function singleTimes(post: (path: string, body: object) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const email of spare) {
    const startedAt = performance.now();
    await post('/verify/email', { email });
    times.push(performance.now() - startedAt);
  }
  return times.toSorted((a, b) => a - b);
}
