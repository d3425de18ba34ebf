import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const SAMPLE_MS = 20;

/** The memory of the measured process. */
export interface Memory {
  readonly rssMb: number;
  /** The highest value since the last request. */
  readonly peakRssMb: number;
}

const rssMb = (): number => process.memoryUsage.rss() / (1024 * 1024);

/** Serves `Memory` at a separate address, so that a request for it is no work for the measured server. */
export async function serveMemory(): Promise<string> {
  let peak = 0;
  setInterval(() => (peak = Math.max(peak, rssMb())), SAMPLE_MS).unref();
  const server = createServer((_request, response) => {
    const memory: Memory = { rssMb: rssMb(), peakRssMb: Math.max(peak, rssMb()) };
    peak = 0;
    response.end(JSON.stringify(memory));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const readMemory = async (url: string): Promise<Memory> => (await (await fetch(url)).json()) as Memory;
