import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished, vi } from 'vitest';

export interface FileStore {
  readonly url: string;
  /** The uploads so far, each as multipart text. */
  readonly uploads: string[];
  /** Goes into the event of a step, so that the app uses this server as its platform. */
  readonly event: { readonly rpc_base: string };
}

/**
 * Starts a server with the two services of the platform for files: one signs an upload, the other accepts it. It is
 * closed when the test has finished.
 */
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
  // A token in the event would also authorise the upload, but the logs would be sent to Zapier.
  vi.stubEnv('ZAPIER_DEPLOY_KEY', 'key');
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url, uploads, event: { rpc_base: `${url}/rpc` } };
}
