import type { Clock } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import { TestClock } from 'pg-boss';
import { startServer } from '../../../src/index.ts';
import { createScriptedLeadEngine } from '../../support/scripted-lead-engine.ts';
import { ADMIN_TOKEN } from '../../support/test-server.ts';

// Runs a server in a separate process. The parent process sets the time by messages.
const [dataDir = '', start = ''] = process.argv.slice(2);
const queueClock = new TestClock(Number(start));
const clock: Clock = {
  now: () => queueClock.now(),
  sleep: async (ms, signal) => await systemClock.sleep(ms, signal),
};
const settings = { port: 0, adminToken: ADMIN_TOKEN, logLevel: 'silent', allowPrivateWebhooks: true };
const leadEngine = createScriptedLeadEngine();
const server = await startServer({ dataDir, ...settings }, { clock, queueClock, leadEngine });

process.on('message', (now: number) => void queueClock.setTime(now).then(() => process.send?.({ now })));
process.send?.({ url: server.url });
