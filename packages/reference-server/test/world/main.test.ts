import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createCrawler, createSimulatedNet, createVerifier } from '../../src/leads/index.ts';

const main = fileURLToPath(new URL('../../src/world/main.ts', import.meta.url));

test('a simulated internet in a separate process is reachable as its guide says, and ends on a signal', async () => {
  const child = spawn(process.execPath, ['--conditions=@scrapekit/source', main, '--seed', 'guide test']);
  let guide = '';
  child.stdout.on('data', (chunk: Buffer) => (guide += chunk.toString()));
  await expect.poll(() => guide, { timeout: 100_000 }).toContain('Ctrl+C');
  const port = (name: string): number =>
    Number(new RegExp(`${name}: \\{ host: '127.0.0.1', port: (\\d+)`).exec(guide)?.[1]);
  const [, website = ''] = /crawl\('([^']+)'\)/.exec(guide) ?? [];
  const net = createSimulatedNet({
    dns: { host: '127.0.0.1', port: port('dns') },
    gateway: { host: '127.0.0.1', port: port('gateway') },
  });

  const { pages } = await createCrawler({ net, allowTestTlds: true }).crawl(website);
  const { status } = await createVerifier({ net, allowTestTlds: true }).verify('hello@smileaustin.com');
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];

  expect(pages.length).toBeGreaterThan(1);
  expect(status).toBe('safe');
  expect(code).toBe(0);
});
