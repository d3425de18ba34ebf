import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { MxRecord, Net } from '../../src/net/net.ts';
import { openSocket } from '../../src/net/sockets.ts';
import { createSmtpHost, type SmtpCounters } from '../../src/world/smtp/host.ts';
import type { SmtpScript } from '../../src/world/smtp/script.ts';

export const failure = (code: string): Error => Object.assign(new Error(code), { code });

export interface ScriptedMailOptions {
  /** A script, or the failure to connect to the host. */
  readonly hosts: Readonly<Record<string, SmtpScript | 'refused' | 'unanswered'>>;
  /** MX records or an error code by domain. @default `d.test` has the exchanger `mx.d.test` */
  readonly mx?: Readonly<Record<string, readonly MxRecord[] | string>>;
  readonly addresses?: Readonly<Record<string, readonly string[] | string>>;
}

export interface ScriptedMail extends AsyncDisposable {
  readonly net: Net;
  readonly counters: SmtpCounters;
  readonly dialled: readonly string[];
  readonly queries: readonly string[];
  readonly openSockets: () => number;
}

/** Starts mail hosts on loopback, with a net that reaches them. */
export async function startScriptedMail({
  hosts,
  mx = {},
  addresses = {},
}: ScriptedMailOptions): Promise<ScriptedMail> {
  const counters = {
    smtpConnections: 0,
    smtpRecipients: 0,
    mostRecipientsPerConnection: 0,
    dataCommands: 0,
    vrfyCommands: 0,
  };
  const dialled: string[] = [];
  const queries: string[] = [];
  const open = new Set<Socket>();
  const servers = new Map<string, Server>();
  for (const [name, script] of Object.entries(hosts)) {
    if (typeof script === 'string') continue;
    const host = createSmtpHost({ name, script, counters });
    const server = createServer((socket) => {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      host.serve(socket);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    servers.set(name, server);
  }
  const answer = <T>(kind: string, name: string, value: T | string | undefined): Promise<T> => {
    queries.push(`${kind} ${name}`);
    if (value === undefined) return Promise.reject(failure('ENODATA'));
    return typeof value === 'string' ? Promise.reject(failure(value)) : Promise.resolve(value);
  };
  return {
    counters,
    dialled,
    queries,
    openSockets: () => open.size,
    net: {
      resolveMx: (domain) =>
        answer(
          'MX',
          domain,
          (mx[domain] ?? [{ exchange: `mx.${domain}`, priority: 10 }]) as MxRecord[] | string,
        ),
      resolve4: (host) => answer('A', host, addresses[host] as string[] | string | undefined),
      resolve6: (host) => answer('AAAA', host, addresses[`6:${host}`] as string[] | string | undefined),
      async connect(host, port, signal) {
        dialled.push(`${host}:${port}`);
        const server = servers.get(host);
        if (hosts[host] === 'unanswered') {
          return await new Promise((_, reject) =>
            signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
          );
        }
        if (server === undefined) throw failure(hosts[host] === undefined ? 'ENOTFOUND' : 'ECONNREFUSED');
        return await openSocket({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }, signal);
      },
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      for (const server of servers.values()) {
        server.close();
        await once(server, 'close');
      }
    },
  };
}

export const mailboxes =
  (replies: Readonly<Record<string, string>>, otherwise = '550 5.1.1 User unknown') =>
  (recipient: string): string =>
    replies[recipient] ?? otherwise;
