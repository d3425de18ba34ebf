import type { Socket } from 'node:net';

export interface MxRecord {
  readonly exchange: string;
  readonly priority: number;
}

/**
 * The way to the internet as a port: live, simulated, or through a SOCKS5 proxy.
 * Failures are errors with Node's `code`: `ENOTFOUND`, `ENODATA`, `ESERVFAIL`, `ETIMEOUT`, `ECONNREFUSED` and so on.
 */
export interface Net {
  /** In no particular order. A null MX (RFC 7505) is the single record `{ exchange: '', priority: 0 }`. */
  resolveMx(domain: string): Promise<MxRecord[]>;
  resolve4(host: string): Promise<string[]>;
  resolve6(host: string): Promise<string[]>;
  /** A connected socket, or a rejection; an aborted `signal` ends the attempt, not a socket already handed out. */
  connect(host: string, port: number, signal?: AbortSignal): Promise<Socket>;
}
