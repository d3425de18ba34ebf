import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export const TOKEN = '6f1d2c3b-0a1b-4c2d-8e3f-112233445566';

/** A component on Make: its metadata and its sections. */
export type Component = Record<string, unknown> & { readonly sections: Record<string, unknown> };

export interface FakeMake {
  readonly url: string;
  /** All requests so far, such as `GET /sdk/apps/my-app/1`. */
  readonly requests: string[];
  readonly app: { readonly sections: Record<string, unknown> };
  readonly connections: Map<string, Component>;
  readonly webhooks: Map<string, Component>;
  readonly modules: Map<string, Component>;
  close(): void;
}

interface Answer {
  readonly status?: number;
  readonly body: object;
}

/**
 * Starts a stand-in for the part of Make's API that the deployment uses. It was written after the requests of Make's SDK and of
 * its editor for VS Code. It has one app, `my-app` in version 1, and gives connections and webhooks names of its own.
 */
export async function startFakeMake(): Promise<FakeMake> {
  const requests: string[] = [];
  const app = { sections: {} as Record<string, unknown> };
  const connections = new Map<string, Component>();
  const webhooks = new Map<string, Component>();
  const modules = new Map<string, Component>();

  const handle = (method: string, path: string, content: string): Answer => {
    const [kind = '', ...rest] = path.replace('/api/v2/sdk/apps/', '').split('/');
    if (kind === 'connections')
      return change(connections, rest, { method, content, answer: 'appConnection' });
    if (kind === 'webhooks') return change(webhooks, rest, { method, content, answer: 'appWebhook' });
    if (kind !== 'my-app') return notFound;
    const [second = '', ...more] = rest;
    if (second === 'connections')
      return listOrCreate(connections, { method, content, list: 'appConnections', answer: 'appConnection' });
    if (second === 'webhooks')
      return listOrCreate(webhooks, { method, content, list: 'appWebhooks', answer: 'appWebhook' });
    if (second !== '1') return notFound;
    const [section = '', ...names] = more;
    if (section === '') return { body: { app: { name: 'my-app', version: 1 } } };
    if (section !== 'modules') return put(app.sections, section, { method, content });
    if (names.length === 0) return listOrCreateModules(modules, { method, content });
    return change(modules, names, { method, content, answer: 'appModule' });
  };

  const server = createServer((request: IncomingMessage, response) => {
    void text(request).then((content) => {
      const { method = '', url = '' } = request;
      const path = url.split('?')[0] ?? '';
      requests.push(`${method} ${path.replace('/api/v2', '')}`);
      const { status = 200, body } =
        request.headers.authorization === `Token ${TOKEN}`
          ? handle(method, path, content)
          : { status: 401, body: { message: `The token ${request.headers.authorization ?? ''} is wrong.` } };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    app,
    connections,
    webhooks,
    modules,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const notFound: Answer = { status: 404, body: { message: 'Not found' } };

interface Call {
  readonly method: string;
  readonly content: string;
}

function put(sections: Record<string, unknown>, section: string, { method, content }: Call): Answer {
  if (method !== 'PUT') return { status: 405, body: { message: 'Method not allowed' } };
  sections[section] = section === 'readme' ? content : (JSON.parse(content) as unknown);
  return { body: { changed: true } };
}

/** Changes the metadata or a section of a component that exists. */
function change(
  components: Map<string, Component>,
  [name = '', section]: readonly string[],
  { method, content, answer }: Call & { readonly answer: string },
): Answer {
  const component = components.get(name);
  if (component === undefined) return notFound;
  if (section !== undefined) return put(component.sections, section, { method, content });
  if (method !== 'PATCH') return { status: 405, body: { message: 'Method not allowed' } };
  Object.assign(component, JSON.parse(content));
  return { body: { [answer]: component } };
}

function listOrCreate(
  components: Map<string, Component>,
  { method, content, list, answer }: Call & { readonly list: string; readonly answer: string },
): Answer {
  if (method === 'GET') return { body: { [list]: [...components.values()] } };
  const name = `my-app${components.size === 0 ? '' : components.size + 1}`;
  const component = { ...(JSON.parse(content) as object), name, sections: {} };
  components.set(name, component);
  return { body: { [answer]: component } };
}

function listOrCreateModules(modules: Map<string, Component>, { method, content }: Call): Answer {
  if (method === 'GET') return { body: { appModules: [...modules.values()] } };
  const body = JSON.parse(content) as Record<string, unknown>;
  if (['name', 'label', 'description', 'typeId', 'moduleInitMode'].some((key) => body[key] === undefined))
    return { status: 400, body: { message: 'A field is missing' } };
  modules.set(String(body.name), { ...body, sections: {} });
  return { body: { appModule: body } };
}
