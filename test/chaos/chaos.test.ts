import { expect, onTestFinished, test, vi } from 'vitest';
import { runChaos } from './chaos.ts';

// `npm run test:chaos` is the long form. Each job of this one is the only one of its operation and path.
test('C064, C171, C185, C186, C189: jobs of five providers end once, with their rows and their cost, while answers and webhooks are lost, repeated and forged and the server is killed', async () => {
  // Zapier's platform prints what a step logs.
  const log = vi.spyOn(console, 'log').mockReturnValue();
  onTestFinished(() => log.mockRestore());

  const { header, rows, faults } = await runChaos({
    seed: 'brief',
    jobs: 18,
    kills: 1,
    postgres: false,
    oneServer: true,
    scrapflyLosses: 0,
    log: () => undefined,
  });

  expect(faults).toEqual([]);
  const all = Object.fromEntries(header.map((column, index) => [column, rows.at(-1)?.[index]]));
  expect(all).toMatchObject({ jobs: '18', doubles: '0', wrong: '0', hanging: '0', kills: '1' });
});
