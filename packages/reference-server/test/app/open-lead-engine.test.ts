import { pino } from 'pino';
import { FakeClock } from '@scrapekit/core/testing';
import { describe, expect, test } from 'vitest';
import { createCounters } from '../../src/app/counters.ts';
import { openLiveEngine } from '../../src/app/open-lead-engine.ts';
import { readConfig } from '../../src/index.ts';
import type { Net } from '../../src/net/net.ts';

const failing = (code: string) => (): Promise<never> =>
  Promise.reject(Object.assign(new Error(code), { code }));

const blocked: Net = {
  resolveMx: (domain) => Promise.resolve([{ exchange: `mx.${domain}`, priority: 10 }]),
  resolve4: failing('ENOTFOUND'),
  resolve6: failing('ENOTFOUND'),
  connect: failing('ETIMEDOUT'),
};

async function linesOf(environment: Readonly<Record<string, string>>, net = blocked): Promise<string> {
  const lines: string[] = [];
  const logger = pino({ base: undefined }, { write: (line) => void lines.push(line) });
  const config = readConfig({ SOURCE: 'openstreetmap', ...environment });
  const engine = openLiveEngine(config, { counters: createCounters(), clock: new FakeClock(), logger, net });
  while (engine.details?.()['mail_port'] === 'checking') await new Promise((next) => setImmediate(next));
  await engine.verifier.verify('ann@harbordental.com');
  await engine.close();
  return lines.join('');
}

describe('a server with a live source', () => {
  test('logs once that port 25 is blocked and what the operator can do', async () => {
    const log = await linesOf({});

    expect(log.match(/No mail server can be reached on port 25/g)).toHaveLength(1);
    expect(log).toContain('SOCKS5_URL');
  });

  test('logs that it could not find out whether mail servers can be reached', async () => {
    expect(await linesOf({}, { ...blocked, resolveMx: failing('ETIMEOUT') })).toContain(
      'could not find out whether mail servers can be reached',
    );
  });

  test('asks for a contact for OpenStreetMap when none is set', async () => {
    expect(await linesOf({})).toContain('OSM_CONTACT');
    expect(await linesOf({ OSM_CONTACT: 'ops@example.com' })).not.toContain('OSM_CONTACT');
    expect(await linesOf({ PUBLIC_URL: 'https://leads.example.com' })).not.toContain('OSM_CONTACT');
  });

  test('C183: keeps the key and the password of the proxy out of its log', async () => {
    const log = await linesOf({
      SOURCE: 'google-places',
      GOOGLE_PLACES_KEY: 'AIzaNotReal',
      GOOGLE_PLACES_TERMS: 'accepted',
      SOCKS5_URL: 'socks5://ann:hush@127.0.0.1:1',
    });

    expect(log).not.toMatch(/AIza|hush/);
  });
});
