import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished, vi } from 'vitest';

export interface UploadCounter {
  /** Goes into the event of a step, so that the app uses this server as its platform. */
  readonly event: { readonly rpc_base: string };
  /** Lines of the file, counted while it arrived. */
  readonly lines: () => number;
  /** The end of the upload. */
  readonly tail: () => string;
}

const TAIL_BYTES = 400;

/** Starts the services of Zapier's platform for files. They keep nothing of a file but its end, because it may be large. */
export async function countUploads(): Promise<UploadCounter> {
  let lines = 0;
  let tail = Buffer.of();
  const server = createServer((request, response) => {
    if (request.url === '/rpc') {
      void text(request).then((body) => {
        const { id } = JSON.parse(body) as { readonly id: string };
        const result = { url: `${url}/upload`, fields: { key: 'upload/file-1' } };
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id, result }));
      });
      return;
    }
    request.on('data', (chunk: Buffer) => {
      for (const byte of chunk) if (byte === 10) lines += 1;
      tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
    });
    request.on('end', () => response.writeHead(204).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // A token in the event would also authorise the upload, but the logs would be sent to Zapier.
  vi.stubEnv('ZAPIER_DEPLOY_KEY', 'key');
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { event: { rpc_base: `${url}/rpc` }, lines: () => lines, tail: () => tail.toString() };
}
