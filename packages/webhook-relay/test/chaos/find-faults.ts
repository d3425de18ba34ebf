import { createClient, providers } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { undiciTransport } from '@scrapekit/core/undici';
import type { TargetRequest } from '../support/start-target.ts';
import { count, EVIL, type CreatedJob, type Scene } from './scene.ts';

const byJob = (requests: readonly TargetRequest[]): Map<string, TargetRequest[]> =>
  Map.groupBy(requests, ({ body }) => body.job.id);

/** Returns the jobs of which a target did not take every request yet. */
export function missing({ accepted }: Scene, created: readonly CreatedJob[]): readonly string[] {
  const events = byJob(accepted.events);
  const rows = byJob(accepted.rows);
  return created.flatMap(({ id }) => {
    const pages = new Set(rows.get(id)?.map(({ body }) => body.page?.number));
    const wanted = rows.get(id)?.[0]?.body.page?.of ?? 1;
    return events.has(id) && pages.size >= wanted ? [] : [id];
  });
}

/** Compares what the targets and the provider have with the jobs that were created. Returns each fault as a sentence. */
export async function findFaults(scene: Scene, created: readonly CreatedJob[]): Promise<readonly string[]> {
  const { targets, counts } = scene;
  const faults = missing(scene, created).map((id) => `Job ${id} did not reach every target.`);
  const known = new Set(created.map(({ id }) => id));
  for (const [name, target] of Object.entries(targets)) {
    for (const [id, requests] of byJob(target.requests)) {
      if (!known.has(id)) faults.push(`The target ${name} got the job ${id}, which was not created.`);
      const ids = new Set(
        requests.map(({ headers, body }) => `${headers['webhook-id'] ?? ''} ${body.page?.number ?? 1}`),
      );
      const wanted = requests[0]?.body.page?.of ?? 1;
      if (ids.size !== wanted)
        faults.push(`The target ${name} got job ${id} under ${ids.size} ids instead of ${wanted}.`);
      for (const { body, text } of requests) {
        if (body.type !== 'job.completed') faults.push(`Job ${id} was delivered as ${body.type}.`);
        if (text.includes(EVIL)) faults.push(`Job ${id} was delivered with a URL of a forger.`);
        count(scene, body.reconciled ? 'from the job' : 'from the webhook');
      }
    }
  }
  if ((counts['forgeries accepted'] ?? 0) > 0) faults.push('A forged webhook was accepted.');
  if (known.size !== created.length)
    faults.push(`${created.length} creates were answered with ${known.size} jobs.`);
  const stored = await countStoredJobs(scene);
  if (stored !== known.size) faults.push(`The provider has ${stored} jobs, and ${known.size} were wanted.`);
  return faults;
}

/** Counts the jobs that the provider has, to find those that were started twice. */
async function countStoredJobs({ server, accounts }: Scene): Promise<number> {
  let jobs = 0;
  for (const { key } of accounts) {
    const client = createClient(providers.scrapekit, {
      ...{ transport: undiciTransport(), clock: systemClock, baseUrl: server.url },
      credentials: { apiKey: key },
    });
    jobs += (await Array.fromAsync(client.list('verify'))).length;
  }
  return jobs;
}
