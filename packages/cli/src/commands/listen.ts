import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { WebhookEvent } from '@scrapekit/core';
import { textOf, type Command, type CommandContext } from '../command.ts';
import type { Connection } from '../connection.ts';
import { print, say } from '../terminal.ts';
import { exitCodes, UsageError } from '../exit-codes.ts';

export const listenCommand: Command = {
  usage: '--forward <url>',
  description:
    'Receives webhooks on a port of this machine, verifies them, prints them and forwards the genuine ones. Lead the ' +
    'public URL of a tunnel to the port. The signing secret is read from the environment, such as ' +
    'SCRAPEKIT_WEBHOOK_SECRET.',
  flags: {
    forward: { type: 'string', value: 'url', help: 'Send genuine webhooks on to this URL.' },
    port: { type: 'string', value: 'number', help: 'The port to listen on. Default: 4242.' },
    json: { type: 'boolean', help: 'Print each webhook as one line of JSON.' },
  },
  async run(context) {
    const { values, terminal, signal } = context;
    const forward = readForward(textOf(values, 'forward'));
    const port = Number(textOf(values, 'port') ?? 4242);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new UsageError('--port must be a whole number from 0 to 65535.');
    const connection = context.connect();
    requireSecret(context, connection);
    const receive = createListener(context, connection, forward);
    const server = createServer((request, response) => void receive(request, response));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening').catch((cause: unknown) => {
      throw new UsageError(`The port ${port} cannot be opened. Choose another with --port.`, { cause });
    });
    const { port: actual } = server.address() as AddressInfo;
    say(terminal, `Listening on http://127.0.0.1:${actual}. Press Ctrl-C to stop.`);
    await once(signal, 'abort');
    server.closeAllConnections();
    server.close();
    return exitCodes.done;
  },
};

/** Without a secret every delivery would be refused, so the command says so at once. */
function requireSecret({ definition }: CommandContext, { webhooks }: Connection): void {
  if (webhooks.hasSecret || definition.webhook.scheme.kind === 'unsigned') return;
  throw new UsageError(
    `${definition.name} signs webhooks. Set ${definition.id.toUpperCase()}_WEBHOOK_SECRET to the signing secret.`,
  );
}

function readForward(text: string | undefined): string | undefined {
  if (text === undefined || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) return text;
  throw new UsageError('--forward must be a URL such as http://localhost:3000/hook.');
}

/** Answers a delivery by core's receiver and, after that, prints and forwards it. */
function createListener(context: CommandContext, connection: Connection, forward: string | undefined) {
  const receive = connection.webhooks.receiver();
  const answerDelivery = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Uint8Array[] = [];
    const body = copyChunks(request, chunks);
    const { method, headersDistinct: headers } = request;
    const answer = await receive({ method, headers, body });
    response.writeHead(answer.status, answer.headers).end();
    // Forwarded after the answer, because a provider waits for an answer only a few seconds (C196).
    const forwarded =
      answer.event !== undefined && forward !== undefined
        ? await forwardDelivery(forward, request, Buffer.concat(chunks))
        : undefined;
    printDelivery(context, {
      status: answer.status,
      event: answer.event,
      rejection: answer.rejection,
      forwarded,
    });
  };
  // Anyone can send to the public URL, so no delivery may end the process.
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await answerDelivery(request, response);
    } catch (error) {
      if (!response.headersSent) response.writeHead(500).end();
      const kind = error instanceof Error ? error.name : 'an error';
      printDelivery(context, { status: response.statusCode, rejection: `not handled because of ${kind}` });
    }
  };
}

async function* copyChunks(
  source: AsyncIterable<Uint8Array>,
  chunks: Uint8Array[],
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    chunks.push(chunk);
    yield chunk;
  }
}

/** Headers that describe the connection and not the delivery. */
const connectionHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

/** Sends a delivery on with its signature headers. Returns the status of the answer, or why there was none. */
async function forwardDelivery(
  url: string,
  request: IncomingMessage,
  body: Uint8Array,
): Promise<number | string> {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(request.headersDistinct))
    if (!connectionHeaders.has(name)) for (const value of values) headers.append(name, value);
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual' });
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    const { cause } = error as { readonly cause?: unknown };
    return cause instanceof Error ? cause.message : String(error);
  }
}

interface PrintedDelivery {
  readonly status: number;
  readonly event?: WebhookEvent;
  readonly rejection?: string;
  readonly forwarded?: number | string;
}

function encodeDelivery({ status: answered, event, rejection, forwarded }: PrintedDelivery): string {
  const { type, jobId, operation, status, trust, payload } = event ?? {};
  const facts = { type, jobId, operation, status, trust, payload };
  return JSON.stringify({ answered, rejection, forwarded, event: event && facts });
}

function printDelivery({ terminal, values }: CommandContext, delivery: PrintedDelivery): void {
  const { status, event, rejection, forwarded } = delivery;
  if (values.json === true) {
    print(terminal, encodeDelivery(delivery));
    return;
  }
  const described =
    event === undefined
      ? (rejection ?? (status === 200 ? 'a repeated or empty delivery' : 'not accepted'))
      : [event.type, event.jobId ?? event.unsignedJobId, event.status, event.trust]
          .filter(Boolean)
          .join('  ');
  const further = forwarded === undefined ? '' : `  forwarded: ${forwarded}`;
  print(terminal, `${status}  ${described}${further}`);
}
