import { parseArgs } from 'node:util';
import { geocode } from '../leads/geocode.ts';
import { matchNiche } from '../leads/niches.ts';
import { writeGuide } from './guide.ts';
import { startWorld, type World } from './world.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: 'scrapekit' },
    latency: { type: 'string', default: '0' },
    query: { type: 'string', default: 'dentists' },
    location: { type: 'string', default: 'Austin, Texas' },
  },
});

const world = await startWorld({ seed: values.seed, latencyMs: Number(values.latency) });
const websites = await someWebsites(world, values.query, values.location);
process.stdout.write(writeGuide({ seed: values.seed, addresses: world.addresses, websites }));

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void world.close());

async function someWebsites({ source }: World, query: string, location: string): Promise<string[]> {
  const niche = matchNiche(query);
  const place = geocode(location);
  const websites: string[] = [];
  if (niche === null || place === null) return websites;
  for await (const { website } of source.discover({ niche, location: place, limit: 12 })) {
    if (website !== '') websites.push(website);
  }
  return websites.slice(0, 6);
}
