import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Net } from '../../src/net/net.ts';
import { openSocket } from '../../src/net/sockets.ts';
import { failure } from './scripted-mail.ts';

/** Starts a mail host that answers each recipient with the given bytes, and a net in which it serves every domain. */
export async function startRawMailHost(replyTo: (recipient: string) => Buffer) {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.write('220 mx ready\r\n');
    socket.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString('utf8').split('\r\n')) {
        if (line === '') continue;
        const recipient = /^RCPT TO:<([^>]*)>/i.exec(line)?.[1];
        socket.write(
          recipient === undefined ? '250 Ok\r\n' : Buffer.concat([replyTo(recipient), Buffer.from('\r\n')]),
        );
      }
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const net: Net = {
    resolveMx: (domain) => Promise.resolve([{ exchange: `mx.${domain}`, priority: 10 }]),
    resolve4: () => Promise.reject(failure('ENODATA')),
    resolve6: () => Promise.reject(failure('ENODATA')),
    connect: (_host, _port, signal) => openSocket({ host: '127.0.0.1', port }, signal),
  };
  return {
    net,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}
