import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providers } from '@scrapekit/core';
import { pino } from 'pino';
import type { RelayConfig, Source, Target } from '../../src/config/config.ts';
import { startRelay, type RelayOptions, type RunningRelay } from '../../src/relay.ts';

/** The settings of a source of ScrapeKit at the reference server. */
export const scrapekitSource = (
  settings: Pick<Source, 'baseUrl' | 'apiKey' | 'targets'> & Partial<Source>,
): Source => ({
  ...{ name: 'leads', provider: providers.scrapekit, webhookSecrets: [], lateAfterMs: 60_000 },
  ...settings,
});

export const urlTarget = (name: string, url: string, settings: Partial<Target> = {}): Target => ({
  ...{ name, url, headers: {}, signingSecret: undefined, rows: { kind: 'none' } },
  ...settings,
});

/** A relay in a folder of its own, which can be stopped and started again. */
export interface TestRelay {
  readonly running: RunningRelay;
  restart(config?: RelayConfig): Promise<void>;
  close(): Promise<void>;
}

/** Starts a relay in this process, at a free port, on an embedded database. */
export async function startTestRelay(
  config: RelayConfig,
  options: Partial<RelayOptions> = {},
): Promise<TestRelay> {
  const dataDir = await mkdtemp(join(tmpdir(), 'scrapekit-relay-'));
  const start = async (settings: RelayConfig) =>
    await startRelay({
      ...{ config: settings, dataDir, host: '127.0.0.1', port: 0, logger: pino({ level: 'silent' }) },
      ...options,
    });
  let running = await start(config);
  return {
    get running() {
      return running;
    },
    restart: async (settings = config) => {
      await running.close();
      running = await start(settings);
    },
    close: async () => {
      await running.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
