import { describe, expect, test } from 'vitest';
import { createApi, observed, type Answer } from '../support/api.ts';
import { checkOf } from '../support/json-schema.ts';
import type { TestServer } from '../support/test-server.ts';

interface Described {
  readonly required?: boolean;
  readonly schema: object;
}
interface Response {
  readonly headers: Readonly<Record<string, Described>>;
  readonly content?: Readonly<Record<string, Described>>;
}
interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Response>>;
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** Runs last, because it checks all answers that the other suites received. */
export function describeOpenApi(server: () => TestServer): void {
  const read = async () => (await createApi(server().url, '').get('/openapi.json')).body;
  const operationOf = (paths: Paths, method: string, path: string): Operation | undefined => {
    const templates = Object.entries(paths).filter(([template]) =>
      new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
    );
    return templates[0]?.[1][method.toLowerCase()];
  };
  const complaints = (
    { responses }: Operation,
    { status, headers, body, text }: Answer,
  ): readonly unknown[] => {
    const response = responses[status];
    if (response === undefined) return [`status ${status} is not described: ${text.slice(0, 200)}`];
    const missing = Object.entries(response.headers).flatMap(([name, { required, schema }]) => {
      const value = headers.get(name);
      if (value === null) return required === true ? [`${name} is missing`] : [];
      return checkOf(schema)(/^\d+$/.test(value) ? Number(value) : value) ?? [];
    });
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    if (response.content === undefined)
      return text === '' ? missing : [...missing, 'a body where none is described'];
    const content = response.content[type];
    if (content === undefined) return [...missing, `${type} is not described`];
    return [...missing, ...(checkOf(content.schema)(body ?? text) ?? [])];
  };

  describe('GET /openapi.json', () => {
    test('X04: describes the API as OpenAPI 3.1, with a distinct name for each operation', async () => {
      const document = await read();
      const ids = Object.values(document.paths as Paths)
        .flatMap((operations) => Object.values(operations))
        .map(({ operationId }) => operationId);

      expect(document).toMatchObject({
        openapi: '3.1.0',
        info: { title: 'ScrapeKit API', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
        servers: [{ url: server().url }],
      });
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(18);
    });

    test('C075, X04: says that a create accepts no undeclared field', async () => {
      const { paths } = await read();
      const bodyOf = (path: string) => paths[path].post.requestBody.content['application/json'].schema;
      const options = ['webhook_url', 'client_request_id'];

      for (const [path, fields] of [
        ['/api/v1/scrape/jobs', ['query', 'location', 'max_leads', 'verify_emails', ...options]],
        ['/api/v1/verify/jobs', ['emails', ...options]],
      ] as const) {
        expect(bodyOf(path).additionalProperties).toBe(false);
        expect(Object.keys(bodyOf(path).properties).toSorted()).toEqual([...fields].toSorted());
      }
    });

    test('C027, C183: no error of the other suites contains a path, SQL, a stack, a key or an address', () => {
      const telling = /node_modules|\/src\/|\.ts\b|\bat .+:\d+|select |insert |sk_live_\w{8}|whsec_\w|\w@\w/i;
      const messages = observed.map(({ answer }): string => answer.body?.error?.message ?? '');

      expect(messages.filter((message) => telling.test(message))).toEqual([]);
      expect(messages.filter((message) => message !== '').length).toBeGreaterThan(100);
    });

    test('X04, C001, C019, C021, C030: describes every answer that the other suites received', async () => {
      const { paths } = (await read()) as { paths: Paths };
      const wrong: unknown[] = [];
      const seen = new Set<string>();

      for (const { method, path, answer } of observed) {
        const operation = operationOf(paths, method, path);
        if (operation === undefined) continue;
        seen.add(operation.operationId);
        const found = complaints(operation, answer);
        if (found.length > 0) wrong.push({ method, path, status: answer.status, found });
      }

      expect(wrong).toEqual([]);
      expect(seen.size).toBe(18);
    });
  });
}
