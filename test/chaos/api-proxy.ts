import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { failAnswer, isPassedOn } from '../e2e/fault.ts';
import { passOn, type ProxiedAnswer, type ProxiedRequest, readRequest } from '../e2e/proxied-request.ts';
import { callSteps, isPaidRequest, jobSteps } from '../e2e/zapier/paid-steps.ts';
import type { Create, Lane, Run } from './lane.ts';
import type { Weather } from './weather.ts';

export interface ApiProxy {
  readonly url: string;
  close(): Promise<void>;
}

export interface ApiProxyOptions {
  /** The server as it is now, such as http://127.0.0.1:8787. */
  readonly target: () => string;
  readonly weather: Weather;
  /** Finds the lane to which an API key belongs. */
  readonly laneOf: (apiKey: string) => Lane | undefined;
  /** Changes the body of a request, as n8n's own address in it becomes its public one. */
  readonly rewrite: (body: string, lane: Lane) => string;
}

const isCreate = [...jobSteps, ...callSteps].map(isPaidRequest);

/** Starts the proxy between the clients and the server. It delays requests, loses them, and breaks answers off. */
export async function startApiProxy(options: ApiProxyOptions): Promise<ApiProxy> {
  const server = createServer((incoming, response) => {
    handle(incoming, response, options).catch(() => response.destroy());
  });
  // A connection that the proxy closes while a client sends on it would be a fault that nobody asked for.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function handle(
  incoming: IncomingMessage,
  response: ServerResponse,
  { target, weather, laneOf, rewrite }: ApiProxyOptions,
): Promise<void> {
  const original = await readRequest(incoming);
  const lane = laneOf(apiKeyOf(original));
  const run = lane?.current;
  const request = lane === undefined ? original : withBody(original, (body) => rewrite(body, lane));
  const kind = isCreate.some((matches) => matches(request)) ? 'create' : 'read';
  const names = [lane?.name ?? '', lane?.runs.length ?? 0, run?.requests ?? 0];
  if (run !== undefined) run.requests += 1;
  const fault = run === undefined ? undefined : weather.fault(kind, ...names);
  const create = kind === 'create' ? watchCreate(run, response) : undefined;
  await delay(weather.delayMs('request', ...names));
  const isSent = fault === undefined || isPassedOn(fault);
  const answer = isSent ? await send(target(), request, create) : undefined;
  await delay(weather.delayMs('answer', ...names));
  if (fault === undefined && answer !== undefined) {
    response.writeHead(answer.status, [...answer.headers]).end(answer.body);
    return;
  }
  // A refusal says that nothing was started, so its sender knows the outcome.
  if (create !== undefined && fault !== undefined) create.wasDisturbed ||= !isRefusal(fault);
  if (fault === undefined) return;
  failAnswer(response, fault, answer);
  if (fault.kind === 'cut' && fault.where === 'body') lane?.host?.onSilence();
}

const isRefusal = (fault: { readonly kind: string; readonly status?: number }): boolean =>
  fault.kind === 'answer' && (fault.status ?? 0) >= 400 && (fault.status ?? 0) < 500;

/** Notes a create of a job, and that its sender went away before the whole answer was sent. */
function watchCreate(run: Run | undefined, response: ServerResponse): Create {
  const create: Create = { mayHaveActed: false, wasDisturbed: false };
  run?.creates.push(create);
  response.once('close', () => {
    create.wasDisturbed ||= !response.writableFinished;
  });
  return create;
}

async function send(
  target: string,
  request: ProxiedRequest,
  create: Create | undefined,
): Promise<ProxiedAnswer> {
  try {
    const answer = await passOn(target, request);
    if (create !== undefined) {
      create.mayHaveActed = answer.status < 400 || answer.status >= 500;
      create.wasDisturbed ||= answer.status >= 500;
    }
    return answer;
  } catch (error) {
    if (create !== undefined) {
      create.mayHaveActed = (error as NodeJS.ErrnoException).code !== 'ECONNREFUSED';
      create.wasDisturbed = true;
    }
    throw error;
  }
}

/** Finds the key in the places where the five providers want it. */
function apiKeyOf({ headers, path }: ProxiedRequest): string {
  const { authorization, apikey, 'x-api-key': named } = headers;
  const inQuery = new URLSearchParams(path.split('?')[1]).get('key');
  return String(authorization?.replace(/^Bearer /, '') ?? apikey ?? named ?? inQuery);
}

function withBody(request: ProxiedRequest, change: (body: string) => string): ProxiedRequest {
  if (request.body.length === 0) return request;
  const body = Buffer.from(change(request.body.toString()));
  return { ...request, body, headers: { ...request.headers, 'content-length': String(body.length) } };
}
