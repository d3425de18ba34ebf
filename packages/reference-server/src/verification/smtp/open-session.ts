import type { Socket } from 'node:net';
import type { Net } from '../../net/net.ts';
import { raceAbort } from '../../pacing/time-budget.ts';
import { SmtpSession } from './session.ts';

export interface SessionOptions {
  readonly net: Net;
  readonly host: string;
  readonly heloName: string;
  readonly idleTimeoutMs: number;
  readonly encrypted: boolean;
  readonly signal: AbortSignal;
}

const SMTP_PORT = 25;

/** Opens a session that is ready for the first recipient. Rejects with `SmtpRefusalError` or the connection's error. */
export async function openSession(options: SessionOptions): Promise<SmtpSession> {
  const { net, host, heloName, idleTimeoutMs, encrypted, signal } = options;
  const socket = await connectInTime(net, host, signal);
  const session = new SmtpSession(socket, idleTimeoutMs);
  const abort = (): void => session.destroy(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    await session.greet();
    await session.hello(heloName);
    if (encrypted) {
      await session.startTls(host);
      await session.hello(heloName);
    }
    return session;
  } catch (error) {
    session.quit();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Closes a connection that opens after `signal` aborted. */
async function connectInTime(net: Net, host: string, signal: AbortSignal): Promise<Socket> {
  const connecting = net.connect(host, SMTP_PORT, signal);
  try {
    return await raceAbort(connecting, signal);
  } catch (error) {
    void connecting.then((late) => late.destroy()).catch(() => undefined);
    throw error;
  }
}
