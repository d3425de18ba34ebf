import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import packets, { type Answer } from 'dns-packet';

type RecordData = string | { readonly preference: number; readonly exchange: string };

/** The records of a name by their type, a failure, or no answer at all. */
export type Records = Readonly<Record<string, readonly RecordData[]>> | 'NXDOMAIN' | 'SERVFAIL' | 'silence';

export interface NameServer extends AsyncDisposable {
  /** The address as a resolver takes it, `ip:port`. */
  readonly address: string;
  /** The questions in order, such as `A shop.com`. */
  readonly questions: readonly string[];
}

const responseCodes = { SERVFAIL: 2, NXDOMAIN: 3 } as const;

/** Starts a name server on loopback. It answers over UDP and does not cut off long answers. */
export async function startNameServer(zone: (name: string) => Records): Promise<NameServer> {
  const questions: string[] = [];
  const server = createSocket('udp4');
  server.on('message', (message, { address, port }) => {
    const { id, questions: asked = [] } = packets.decode(message);
    const { name = '', type = '' } = asked[0] ?? {};
    questions.push(`${type} ${name}`);
    const records = zone(name.toLowerCase());
    if (records === 'silence') return;
    const code = typeof records === 'string' ? responseCodes[records] : 0;
    const found = typeof records === 'string' ? [] : (records[type] ?? []);
    const answers = found.map((data) => ({ name, type, ttl: 60, data }) as Answer);
    const flags = packets.RECURSION_DESIRED | packets.RECURSION_AVAILABLE | code;
    server.send(packets.encode({ id, type: 'response', flags, questions: asked, answers }), port, address);
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${server.address().port}`,
    questions,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}
