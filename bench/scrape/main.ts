import { geocode, matchNiche } from '@scrapekit/reference-server/leads';
import { createSimulatedSource } from '../../packages/reference-server/src/world/source.ts';
import { startChild } from '../rig/child.ts';
import { measure, seed, startMeasuredServer, startRig, type Measured } from '../rig/rig.ts';
import { printTable } from '../table.ts';

const LEADS = 500;
const AT_ONCE = 24;
const LATENCIES_MS = [0, 50] as const;
const search = { query: 'restaurants', location: 'Austin, Texas', max_leads: LEADS };

async function websitesFound(): Promise<string[]> {
  const [niche, location] = [matchNiche(search.query), geocode(search.location)];
  if (niche === null || location === null) throw new Error('The search is not understood.');
  const found = await Array.fromAsync(
    createSimulatedSource(seed).discover({ niche, location, limit: LEADS }),
  );
  return found.flatMap(({ website }) => (website === '' ? [] : [website]));
}

const websites = await websitesFound();

type Run = Pick<Measured, 'seconds' | 'cpuMs'> & { readonly rssMb?: number };

for (const latencyMs of LATENCIES_MS) {
  const rig = await startRig(latencyMs);
  const input = { addresses: rig.addresses, websites, atOnce: AT_ONCE };
  const bare = await startChild<Run>(new URL('bare-fetches.ts', import.meta.url), input);
  await bare.close();
  const server = await startMeasuredServer(rig);
  const plain = await measure(server, () => server.api.run('scrape', search));
  const verified = await measure(server, () => server.api.run('scrape', { ...search, verify_emails: true }));
  await server.close();
  await rig.close();

  console.log(`\n${LEADS} leads, ${websites.length} with a website, ${latencyMs} ms added to each answer`);
  const row = (name: string, run: Run): string[] => [
    name,
    run.seconds.toFixed(1),
    (LEADS / run.seconds).toFixed(0),
    (run.cpuMs / LEADS).toFixed(1),
    (run.seconds / bare.answer.seconds).toFixed(2),
    (run.cpuMs / bare.answer.cpuMs).toFixed(2),
    run.rssMb?.toFixed(0) ?? '',
  ];
  printTable(
    ['', 'seconds', 'leads a second', 'CPU ms each', 'time to bare', 'CPU to bare', 'RSS MB after'],
    [
      row('bare fetches of five pages a site', bare.answer),
      row('scrape job', plain),
      row('scrape job with verify_emails', verified),
    ],
  );
}
