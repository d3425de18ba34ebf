import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { createApi, exchanges, type Answer, type Exchange } from './api.ts';
import type { TestServer } from './test-server.ts';

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

/** The operations of the OpenAPI document, by the test file that must receive answers of them. */
export const observedOperations = {
  scrape: ['account_read', 'job_cancel', 'scrape_create', 'scrape_list', 'scrape_read', 'scrape_results'],
  verify: ['verify_create', 'verify_email', 'verify_list', 'verify_read', 'verify_results'],
  dashboard: [
    'keys_add',
    'keys_delete',
    'keys_list',
    'secret_read',
    'secret_rotate',
    'session_begin',
    'session_end',
  ],
} as const;

/**
 * Returns a suite that compares all answers of the test file with the OpenAPI document. It must be the last suite of
 * the file. It fails when the file received no answer of one of the operations.
 */
export function describeAnswers(operations: readonly string[]): (server: () => TestServer) => void {
  return (server) => {
    const received = () => exchanges.filter(({ url }) => url.origin === server().url);

    describe('the answers of all suites', () => {
      test('C027, C183: no error contains a path, SQL, a stack, a key or an email address', () => {
        const telling = /node_modules|\/src\/|\.ts\b|\bat .+:\d+|select |insert |sk_live_|whsec_\w|\w@\w/i;
        const messages = received().map(({ answer }): string => answer.body?.error?.message ?? '');

        expect(messages.filter((message) => telling.test(message))).toEqual([]);
        expect(messages.filter((message) => message !== '').length).toBeGreaterThan(10);
      });

      test('X04, C001, C019, C021, C030: the OpenAPI document describes each of them', async () => {
        const { paths }: { paths: Paths } = (await createApi(server().url, '').get('/openapi.json')).body;
        const wrong: unknown[] = [];
        const seen = new Set<string>();

        for (const exchange of received()) {
          const operation = findOperation(paths, exchange);
          if (operation === undefined) continue;
          seen.add(operation.operationId);
          const found = differences(operation, exchange.answer);
          if (found.length > 0) wrong.push({ ...exchange, status: exchange.answer.status, found });
        }

        expect(wrong).toEqual([]);
        expect(operations.filter((operation) => !seen.has(operation))).toEqual([]);
      });
    });
  };
}

function findOperation(paths: Paths, { method, url }: Exchange): Operation | undefined {
  const templates = Object.entries(paths).filter(([template]) =>
    new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(url.pathname),
  );
  return templates[0]?.[1][method.toLowerCase()];
}

/** Lists the differences between an answer and its description. */
function differences({ responses }: Operation, { status, headers, body, text }: Answer): readonly unknown[] {
  const response = responses[status];
  if (response === undefined) return [`status ${status} is not described: ${text.slice(0, 200)}`];
  const missing = Object.entries(response.headers).flatMap(([name, { required, schema }]) => {
    const value = headers.get(name);
    if (value === null) return required === true ? [`${name} is missing`] : [];
    return check(schema, /^\d+$/.test(value) ? Number(value) : value);
  });
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  if (response.content === undefined)
    return text === '' ? missing : [...missing, 'the answer has a body, and none is described'];
  const content = response.content[type];
  if (content === undefined) return [...missing, `${type} is not described`];
  return [...missing, ...check(content.schema, body ?? text)];
}

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: false });
const compiled = new Map<object, ValidateFunction>();

/** Returns the errors of the value according to the schema. Compiles each schema once. */
function check(schema: object, value: unknown): readonly object[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate(value) ? [] : (validate.errors ?? []);
}
