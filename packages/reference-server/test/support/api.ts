import { eventually } from './eventually.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests read the fields that they expect.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export interface Api {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  send(method: string, path: string, init?: RequestInit): Promise<Answer>;
  /** Creates a scrape job and returns its id. Throws when the server refuses it. */
  scrape(query: string, more?: object): Promise<string>;
  /** Creates a job that verifies a list and returns its id. Throws when the server refuses it. */
  verify(emails: readonly unknown[], more?: object): Promise<string>;
  /** Reads the job repeatedly until `ready` returns true, or until the server answers with an error. */
  jobWhen(id: string, ready: (job: Answer['body']) => boolean): Promise<Answer['body']>;
  /** Reads the job repeatedly until it has ended. */
  readonly ended: (id: string) => Promise<Answer['body']>;
}

/** A request of a test and the answer to it. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly answer: Answer;
}

/** All requests that this test file has sent so far, which `describeAnswers` compares with the OpenAPI document. */
export const exchanges: Exchange[] = [];

/** Creates a client that sends requests below `base` with a Bearer token. */
export function createApi(base: string, token: string): Api {
  const send = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = new Headers(init.headers);
    if (!headers.has('authorization')) headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(base + path, { ...init, method, headers });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? JSON.parse(text) : undefined,
    };
    exchanges.push({ method, url: new URL(base + path), answer });
    return answer;
  };
  const sendJson = async (method: string, path: string, body: unknown) =>
    await send(method, path, {
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  const post = async (path: string, body?: unknown) => await sendJson('POST', path, body);
  const get = async (path: string) => await send('GET', path);
  const jobWhen: Api['jobWhen'] = async (id, ready) => {
    const { body } = await eventually(
      async () => await get(`/${id.startsWith('sk_verify_') ? 'verify' : 'scrape'}/jobs/${id}`),
      ({ status, body: job }) => status !== 200 || ready(job),
    );
    return body;
  };
  return {
    get,
    post,
    patch: async (path, body) => await sendJson('PATCH', path, body),
    send,
    jobWhen,
    ended: async (id) =>
      await jobWhen(id, ({ status }) => ['completed', 'failed', 'cancelled'].includes(status)),
    verify: async (emails, more = {}) => {
      const { status, body, text } = await post('/verify/jobs', { emails, ...more });
      if (status !== 202) throw new Error(`The job was refused: ${text}`);
      return body.job_id;
    },
    scrape: async (query, more = {}) => {
      const { status, body, text } = await post('/scrape/jobs', {
        query,
        location: 'Austin, Texas',
        ...more,
      });
      if (status !== 202) throw new Error(`The job was refused: ${text}`);
      return body.job_id;
    },
  };
}
