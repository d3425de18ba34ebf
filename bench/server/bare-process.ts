import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inputFromParent, serveParent } from '../rig/child.ts';

// The least that a server can do: it sends a constant answer, and parses a body and discards it.

await inputFromParent();
const status = JSON.stringify({
  job_id: 'sk_job_00000000000000000000',
  status: 'completed',
  query: 'dentists',
  location: 'Austin, Texas',
  progress: { scraped: 3, verified: 0, target: 3 },
  credits_used: 0.045,
  error: null,
  created_at: '2026-11-20T00:00:00Z',
  updated_at: '2026-11-20T00:00:00Z',
});
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method === 'POST') JSON.parse(Buffer.concat(chunks).toString());
    response
      .writeHead(request.method === 'POST' ? 202 : 200, { 'content-type': 'application/json' })
      .end(status);
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
serveParent({ url }, async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
