import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { toolPath } from './tools.ts';

/** A proxy that answers with a problem document when a request or an answer violates the OpenAPI document. */
export interface Prism {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts Prism in front of `upstream`; `document` is the path of an OpenAPI file. */
export async function startPrism(document: string, upstream: string): Promise<Prism> {
  const port = await freePort();
  const args = ['proxy', document, upstream, '--errors', '--port', String(port)];
  const child = spawn(process.execPath, [toolPath('prism'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let said = '';
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (said.length < 2_000) said += `${line}\n`;
      if (line.includes('Prism is listening')) resolve();
    });
    void exited.then(() => reject(new Error(`Prism did not start:\n${said}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
