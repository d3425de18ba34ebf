import { setTimeout as delay } from 'node:timers/promises';
import { readMemory } from './memory.ts';

const MEGABYTE = 1e6;

export interface ReadOptions {
  readonly key: string;
  readonly memoryUrl: string;
  /** A client that takes no more than this. */
  readonly megabytesPerSecond?: number;
  /** When the client loses patience. */
  readonly forMs?: number;
}

export interface Reading {
  readonly firstByteMs: number;
  readonly megabytes: number;
  readonly megabytesPerSecond: number;
  /** How far the server's memory rose above what it was before. */
  readonly growthMb: number;
}

/** Downloads and keeps nothing. */
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
