import type { IncomingMessage, ServerResponse } from 'node:http';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';

/** A webhook request and its response in the form n8n hands them to nodes. */
export type WebhookExchange = Required<Pick<IWorkflowExecuteAdditionalData, 'httpRequest' | 'httpResponse'>>;

const MAX_BYTES = 1024 * 1024;

/** Reads the body as it came; undefined when it is larger than any webhook. */
export async function readExchange(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<WebhookExchange | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  const rawBody = Buffer.concat(chunks);
  const { searchParams } = new URL(request.url ?? '/', 'https://localhost');
  const extra = { rawBody, body: parse(rawBody), query: Object.fromEntries(searchParams), params: {} };
  const httpRequest = Object.assign(request, extra, { readRawBody: () => Promise.resolve() });
  // n8n's nodes see Express objects; this is the part of them that webhooks use.
  return { httpRequest, httpResponse: expressLike(response) } as unknown as WebhookExchange;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return {};
  }
}

function expressLike(response: ServerResponse): object {
  const express = Object.assign(response, {
    status: (code: number) => {
      response.statusCode = code;
      return express;
    },
    json: (body: unknown) => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify(body));
      return express;
    },
    send: (body: string | Buffer) => {
      response.end(body);
      return express;
    },
  });
  return express;
}
