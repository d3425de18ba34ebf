import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const tls = fileURLToPath(new URL('../fixtures/tls/', import.meta.url));

/** A request as Zapier passes it to a step: the body is text, and most header names are changed. */
export interface RawRequest {
  readonly method: string;
  readonly querystring: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string;
}

export interface CallbackUrl {
  readonly url: string;
  readonly received: readonly RawRequest[];
  /** Resolves with the first callback. */
  first(): Promise<RawRequest>;
  /** Resolves with the first callback that is accepted. */
  find(isWanted: (callback: RawRequest) => boolean): Promise<RawRequest>;
  close(): Promise<void>;
}

/** Starts an https server that receives callbacks as Zapier does for a paused step. */
export async function openCallbackUrl(): Promise<CallbackUrl> {
  const received: RawRequest[] = [];
  const arrivals = new EventEmitter();
  const find: CallbackUrl['find'] = async (isWanted) => {
    for (;;) {
      const callback = received.find(isWanted);
      if (callback !== undefined) return callback;
      await once(arrivals, 'callback');
    }
  };
  const server = createServer(
    { cert: readFileSync(`${tls}cert.pem`), key: readFileSync(`${tls}key.pem`) },
    (request, response) => {
      void text(request).then((content) => {
        const { method = '', rawHeaders } = request;
        received.push({ method, querystring: '', headers: asZapierNames(rawHeaders), content });
        arrivals.emit('callback');
        response.writeHead(200).end('{"status":"success"}');
      });
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/callback`,
    received,
    first: () => find(() => true),
    find,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Changes header names as Zapier does: `X-ScrapeKit-Signature` becomes `Http-X-Scrapekit-Signature`. */
function asZapierNames(rawHeaders: readonly string[]): Record<string, string> {
  const pairs = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  );
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [zapierName(name), value]));
}

function zapierName(name: string): string {
  const camel = name.toLowerCase().replaceAll(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
  return /^Content-(Type|Length)$/.test(camel) ? camel : `Http-${camel}`;
}
