import type { HttpRequest, HttpResponse, Transport } from '../src/http/transport.ts';

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
}

export interface ScriptedTransport {
  readonly transport: Transport;
  readonly requests: HttpRequest[];
}

/** Answers each request with the next entry of a script, and then with the last one. An Error is thrown. */
export function scriptedTransport(...script: readonly (ScriptedAnswer | Error)[]): ScriptedTransport {
  const requests: HttpRequest[] = [];
  const transport: Transport = (request) => {
    const answer = script[Math.min(requests.length, script.length - 1)];
    requests.push(request);
    if (answer === undefined || answer instanceof Error)
      return Promise.reject(answer ?? new Error('empty script'));
    return Promise.resolve(toResponse(answer));
  };
  return { transport, requests };
}

function toResponse({ status = 200, headers = {}, json, text }: ScriptedAnswer): HttpResponse {
  return { status, headers, body: text ?? JSON.stringify(json) };
}

/** Creates an error like those of Node's sockets. */
export function socketError(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code });
}
