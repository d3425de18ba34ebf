import type { Socket } from 'node:net';
import { errorBody } from './errors.ts';

const notHttp = { status: '400 Bad Request', message: 'The request is not valid HTTP.' };
const clientErrors: Readonly<Record<string, typeof notHttp>> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    message: 'The request headers are too large.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    message: 'The request did not arrive completely in time. Send it again.',
  },
};

/**
 * Answers bytes that are not a valid HTTP request, or that do not arrive in time, with the same body as all other errors.
 */
export function answerClientError(error: Error, socket: Socket, requestId: string): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const code = 'code' in error ? String(error.code) : '';
  const { status, message } = clientErrors[code] ?? notHttp;
  const body = JSON.stringify(errorBody({ code: 'invalid_request', message }, requestId));
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
