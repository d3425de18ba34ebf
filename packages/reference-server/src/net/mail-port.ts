import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Clock } from '@scrapekit/core';
import { MailPortBlockedError } from './mail-port-blocked-error.ts';
import type { Net } from './net.ts';

/** `unknown`: no name server told where a mail server is. */
export type MailPortState = 'open' | 'blocked' | 'unknown';

/** Whether mail servers can be reached from here at all; most hosting companies block connections to port 25. */
export interface MailPort {
  /** The last finding, null before the first. */
  readonly state: MailPortState | null;
  /** Looks, unless that was done in the last ten minutes. */
  check(): Promise<MailPortState>;
  /** The given net, but while the port is known to be blocked, connections to it fail at once. */
  readonly net: Net;
}

export interface MailPortOptions {
  readonly net: Net;
  readonly clock: Clock;
  /** Ends a look that is under way. */
  readonly signal?: AbortSignal;
}

const PORT = 25;
/** Providers that answer everybody and take no offence. */
const domains = ['gmail.com', 'outlook.com', 'yahoo.com'];
const GREETING_MS = 8_000;
const TRUSTED_FOR_MS = 600_000;

export function createMailPort({ net, clock, signal }: MailPortOptions): MailPort {
  let state: MailPortState | null = null;
  let checkedAt = -Infinity;
  let checking: Promise<MailPortState> | undefined;
  const look = async (): Promise<MailPortState> => {
    state = await askAll(net, signal);
    checkedAt = clock.now();
    checking = undefined;
    return state;
  };
  const check = async (): Promise<MailPortState> => {
    const isFresh = clock.now() - checkedAt < TRUSTED_FOR_MS;
    if (state !== null && isFresh) return state;
    return await (checking ??= look());
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

async function askAll(net: Net, signal?: AbortSignal): Promise<MailPortState> {
  const silence = AbortSignal.timeout(GREETING_MS);
  const deadline = signal === undefined ? silence : AbortSignal.any([signal, silence]);
  const states = await Promise.all(domains.map(async (domain) => await ask(net, domain, deadline)));
  if (states.includes('open')) return 'open';
  return states.includes('blocked') ? 'blocked' : 'unknown';
}

async function ask(net: Net, domain: string, deadline: AbortSignal): Promise<MailPortState> {
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

/** Some networks accept every connection and say nothing. */
async function isGreeted(socket: Socket, signal: AbortSignal): Promise<boolean> {
  try {
    const [first] = (await once(socket, 'data', { signal })) as [Buffer];
    return /^\d{3}[ -]/.test(first.toString('latin1'));
  } finally {
    socket.on('error', () => undefined).end('QUIT\r\n');
    socket.destroySoon();
  }
}
