import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { Transport } from '@scrapekit/core';
import { FakeClock } from '@scrapekit/core/testing';
import { createMcpServer } from '../src/mcp-server.ts';
import { connectServices } from '../src/tools/services.ts';
import { FakeScrapekit } from './fake-scrapekit.ts';
import { connect, type Environment, type McpClient } from './mcp-client.ts';

export interface SessionOptions {
  readonly env?: Environment;
  /** Thousandths of a credit. @default 5 credits */
  readonly spendLimit?: number;
  readonly client?: Client;
  /** @default a new `FakeScrapekit` */
  readonly transport?: Transport;
  readonly log?: (line: string) => void;
}

export interface TestSession extends McpClient {
  readonly service: FakeScrapekit;
  readonly clock: FakeClock;
}

/** Opens a session in this process, with a service that answers like ScrapeKit. */
export async function openSession(options: SessionOptions = {}): Promise<TestSession> {
  const { env = { SCRAPEKIT_API_KEY: 'key-of-the-tests' }, spendLimit = 5_000, client } = options;
  const service = new FakeScrapekit();
  const clock = new FakeClock(Date.parse('2026-11-29T12:00:00Z'));
  const services = connectServices(env, { transport: options.transport ?? service.transport, clock });
  const { log = (line) => console.error(line) } = options;
  const server = createMcpServer({ services, spendLimit, clock, secrets: Object.values(env), log });
  const [one, other] = InMemoryTransport.createLinkedPair();
  await server.connect(one);
  return { ...(await connect(other, client)), service, clock };
}

export const scrape = { query: 'dentists', location: 'Austin, Texas', max_leads: 100 };
