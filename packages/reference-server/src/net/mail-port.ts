import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Clock } from '@scrapekit/core';
import type { Net } from './net.ts';

/** The state is `unknown` when no mail server could be looked up. */
export type MailPortState = 'open' | 'blocked' | 'unknown';

/** Checks whether this machine can connect to port 25 of mail servers, which most hosting companies block. */
export interface MailPort {
  /** The result of the last check; null before the first one has ended. */
  readonly state: MailPortState | null;
  /** Checks the port, or returns the result of a check in the last ten minutes. */
  check(): Promise<MailPortState>;
  /** The given net, in which connections to port 25 fail at once while the port is blocked. */
  readonly net: Net;
}

export interface MailPortOptions {
  readonly net: Net;
  readonly clock: Clock;
  /** Ends a check that is running. */
  readonly signal?: AbortSignal;
}

const PORT = 25;
/** Large providers with mail servers that accept connections from everywhere. */
const probedDomains = ['gmail.com', 'outlook.com', 'yahoo.com'];
const GREETING_MS = 8_000;
const FRESH_FOR_MS = 600_000;

export function createMailPort({ net, clock, signal }: MailPortOptions): MailPort {
  let state: MailPortState | null = null;
  let checkedAt = -Infinity;
  let checking: Promise<MailPortState> | undefined;
  const runCheck = async (): Promise<MailPortState> => {
    state = await probeAll(net, signal);
    checkedAt = clock.now();
    checking = undefined;
    return state;
  };
  const check = async (): Promise<MailPortState> => {
    const isFresh = clock.now() - checkedAt < FRESH_FOR_MS;
    if (state !== null && isFresh) return state;
    return await (checking ??= runCheck());
  };
  return {
    get state() {
      return state;
    },
    check,
    net: {
      ...net,
      connect: async (host, port, signal) => {
        if (port === PORT && state === 'blocked' && (await check()) === 'blocked')
          throw new MailPortBlockedError();
        return await net.connect(host, port, signal);
      },
    },
  };
}

async function probeAll(net: Net, signal?: AbortSignal): Promise<MailPortState> {
  const timeout = AbortSignal.timeout(GREETING_MS);
  const deadline = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  const states = await Promise.all(probedDomains.map(async (domain) => await probe(net, domain, deadline)));
  if (states.includes('open')) return 'open';
  return states.includes('blocked') ? 'blocked' : 'unknown';
}

async function probe(net: Net, domain: string, deadline: AbortSignal): Promise<MailPortState> {
  const exchanger = await net.resolveMx(domain).then(
    (records) => records.sort((a, b) => a.priority - b.priority)[0]?.exchange,
    () => undefined,
  );
  if (exchanger === undefined || exchanger === '') return 'unknown';
  try {
    const socket = await net.connect(exchanger, PORT, deadline);
    return (await isGreeted(socket, deadline)) ? 'open' : 'blocked';
  } catch {
    return 'blocked';
  }
}

/** A connection alone proves nothing, because some networks accept every connection and never send a greeting. */
async function isGreeted(socket: Socket, signal: AbortSignal): Promise<boolean> {
  try {
    const [first] = (await once(socket, 'data', { signal })) as [Buffer];
    return /^\d{3}[ -]/.test(first.toString('latin1'));
  } finally {
    socket.on('error', () => undefined).end('QUIT\r\n');
    socket.destroySoon();
  }
}

/** Port 25 is blocked, so the connection was not attempted. */
class MailPortBlockedError extends Error {
  override readonly name = 'MailPortBlockedError';
  readonly code = 'EHOSTUNREACH';

  constructor() {
    super('Port 25 is blocked on this network. Run the server where it is open, or set SOCKS5_URL.');
  }
}
