import { connect, type Socket, type TcpNetConnectOpts } from 'node:net';

/** Resolves once connected; rejects with the socket's error or with the reason of `signal`. */
export function openSocket(options: TcpNetConnectOpts, signal?: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const socket = connect({ noDelay: true, ...options });
    const settle = (finish: () => void): void => {
      signal?.removeEventListener('abort', abort);
      socket.off('connect', succeed).off('error', fail);
      finish();
    };
    const succeed = (): void => settle(() => resolve(socket));
    const fail = (error: Error): void => settle(() => reject(error));
    const abort = (): void => {
      settle(() => reject(signal?.reason as Error));
      socket.on('error', () => undefined).destroy();
    };
    socket.once('connect', succeed).once('error', fail);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
