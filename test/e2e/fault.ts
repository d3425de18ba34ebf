import type { ServerResponse } from 'node:http';
import type { ProxiedAnswer } from './proxied-request.ts';

/** What becomes of a request. With `passOn` the server acts on it, and its answer is thrown away. */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly passOn?: boolean;
    }
  | { readonly kind: 'cut'; readonly where: 'before' | 'after' | 'head' | 'body' }
  | { readonly kind: 'silence'; readonly passOn?: boolean };

/** Whether the server receives the request in spite of the fault. */
export const isPassedOn = (fault: Fault): boolean =>
  fault.kind === 'cut' ? fault.where !== 'before' : fault.passOn === true;

const noAnswer = { status: 200, body: Buffer.of() } as const;

/** Lets the answer to a request fail. `answer` is that of the server, if it has received the request. */
export function failAnswer(
  response: ServerResponse,
  fault: Fault,
  answer: Pick<ProxiedAnswer, 'status' | 'body'> = noAnswer,
): void {
  if (fault.kind === 'answer') {
    const type = { 'content-type': fault.body?.startsWith('<') ? 'text/html' : 'application/json' };
    response.writeHead(fault.status, { ...type, ...fault.headers }).end(fault.body ?? '{}');
  }
  if (fault.kind === 'cut') cutAnswer(response, fault.where, answer);
}

/** Closes the connection before the answer, in its head, or in the middle of its body. */
function cutAnswer(
  { socket }: ServerResponse,
  where: 'before' | 'after' | 'head' | 'body',
  { status, body }: Pick<ProxiedAnswer, 'status' | 'body'>,
): void {
  if (where === 'head') socket?.write(`HTTP/1.1 ${status} OK\r\nContent-Ty`);
  if (where === 'body') {
    socket?.write(
      `HTTP/1.1 ${status} OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    socket?.write(body.subarray(0, Math.floor(body.length / 2)));
  }
  // What was written is sent before the connection ends.
  socket?.end();
}
