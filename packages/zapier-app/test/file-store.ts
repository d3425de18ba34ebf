import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished, vi } from 'vitest';

export interface FileStore {
  readonly url: string;
  /** What was uploaded, as multipart text. */
  readonly uploads: string[];
  /** The part of an event that tells the app where its platform is. */
  readonly event: { readonly rpc_base: string };
}

/** The two services of the platform that keep a file: one signs an upload, the other takes it. It ends with the test. */
export async function fileStore(): Promise<FileStore> {
  const uploads: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      if (request.url !== '/rpc') {
        uploads.push(body);
        response.writeHead(204).end();
        return;
      }
      const { id } = JSON.parse(body) as { readonly id: string };
      const result = { url: `${url}/upload`, fields: { key: 'upload/file-1' } };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id, result }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Instead of a token in the event, which would also send the logs to Zapier.
  vi.stubEnv('ZAPIER_DEPLOY_KEY', 'key');
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url, uploads, event: { rpc_base: `${url}/rpc` } };
}
