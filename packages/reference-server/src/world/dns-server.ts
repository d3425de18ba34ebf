import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import packets, { type Answer, type Packet, type Question } from 'dns-packet';
import type { ZoneAnswer } from './zone.ts';

export interface DnsServerOptions {
  readonly lookUp: (name: string) => ZoneAnswer;
  /** Called before each answer. Returns the code to fail with, or null. */
  readonly beforeAnswer: () => Promise<'SERVFAIL' | null>;
}

export interface DnsServer {
  /** The port for UDP and TCP. */
  readonly port: number;
  close(): Promise<void>;
}

const MAX_DATAGRAM_BYTES = 1232;
const failureFlags = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3 } as const;

/** Starts an authoritative name server on loopback, over UDP and TCP. */
export async function startDnsServer(options: DnsServerOptions): Promise<DnsServer> {
  const open = new Set<Socket>();
  const tcp = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy());
    serveTcp(socket, options);
  });
  await once(tcp.listen(0, '127.0.0.1'), 'listening');
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket({ type: 'udp4', recvBufferSize: 1 << 21 });
  udp.on('message', (message, from) => void answerUdp(message, from));
  udp.bind(port, '127.0.0.1');
  await once(udp, 'listening');
  let closed = false;

  async function answerUdp(message: Buffer, { port: clientPort, address }: RemoteInfo): Promise<void> {
    const answer = await respond(message, options);
    if (answer === null || closed) return;
    const bytes = packets.encode(answer);
    udp.send(
      bytes.length > MAX_DATAGRAM_BYTES ? packets.encode(truncated(answer)) : bytes,
      clientPort,
      address,
    );
  }

  return {
    port,
    async close() {
      closed = true;
      for (const socket of open) socket.destroy();
      udp.close();
      tcp.close();
      await Promise.all([once(udp, 'close'), once(tcp, 'close')]);
    },
  };
}

function serveTcp(socket: Socket, options: DnsServerOptions): void {
  let received = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      const message = received.subarray(2, end);
      received = received.subarray(end);
      void respond(message, options).then((answer) => {
        if (answer === null || socket.destroyed) return;
        const bytes = packets.encode(answer);
        socket.write(Buffer.concat([Buffer.of(bytes.length >> 8, bytes.length & 255), bytes]));
      });
    }
  });
}

async function respond(message: Buffer, { lookUp, beforeAnswer }: DnsServerOptions): Promise<Packet | null> {
  const query = decode(message);
  const question = query?.questions?.[0];
  if (query === null || question === undefined) return null;
  const failure = await beforeAnswer();
  const found = lookUp(question.name);
  const code = failure ?? found.code;
  const flags =
    packets.RECURSION_DESIRED |
    packets.RECURSION_AVAILABLE |
    packets.AUTHORITATIVE_ANSWER |
    failureFlags[code];
  const answers = code === 'NOERROR' && found.code === 'NOERROR' ? recordsFor(question, found) : [];
  return {
    ...(query.id === undefined ? {} : { id: query.id }),
    type: 'response',
    flags,
    questions: [question],
    answers,
  };
}

function decode(message: Buffer): Packet | null {
  try {
    return packets.decode(message);
  } catch {
    return null;
  }
}

function recordsFor(
  { name, type }: Question,
  { addresses, exchangers }: Extract<ZoneAnswer, { code: 'NOERROR' }>,
): Answer[] {
  if (type === 'A') return addresses.map((data) => ({ name, type, ttl: 60, data }));
  if (type !== 'MX') return [];
  return exchangers.map(({ exchange, priority }) => ({
    name,
    type,
    ttl: 60,
    data: { exchange: exchange || '.', preference: priority },
  }));
}

const truncated = (answer: Packet): Packet => ({
  ...answer,
  flags: (answer.flags ?? 0) | packets.TRUNCATED_RESPONSE,
  answers: [],
});
