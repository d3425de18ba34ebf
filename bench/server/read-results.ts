import { setTimeout as delay } from 'node:timers/promises';
import { readMemory } from './memory.ts';

const MEGABYTE = 1e6;

export interface ReadOptions {
  readonly key: string;
  readonly memoryUrl: string;
  /** The speed of a slow client. @default as fast as possible */
  readonly megabytesPerSecond?: number;
  /** The client closes the connection after this time. @default never */
  readonly forMs?: number;
}

export interface Reading {
  readonly firstByteMs: number;
  readonly megabytes: number;
  readonly megabytesPerSecond: number;
  /** The increase of the server's memory during the download. */
  readonly growthMb: number;
}

/** Downloads results and discards them. */
export async function readResults(url: string, options: ReadOptions): Promise<Reading> {
  const { key, memoryUrl, megabytesPerSecond = Infinity, forMs = Infinity } = options;
  const { rssMb: idle } = await readMemory(memoryUrl);
  const startedAt = performance.now();
  const stop = new AbortController();
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(url, { headers, signal: stop.signal });
  if (!response.ok || response.body === null) throw new Error(`The results were refused: ${response.status}`);
  let bytes = 0;
  let firstByteMs = NaN;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    const ms = performance.now() - startedAt;
    if (bytes === 0) firstByteMs = ms;
    bytes += chunk.length;
    if (ms > forMs) break;
    const early = bytes / MEGABYTE / (megabytesPerSecond / 1_000) - ms;
    if (early > 1) await delay(early);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  stop.abort();
  const { peakRssMb } = await readMemory(memoryUrl);
  const megabytes = bytes / MEGABYTE;
  return { firstByteMs, megabytes, megabytesPerSecond: megabytes / seconds, growthMb: peakRssMb - idle };
}
