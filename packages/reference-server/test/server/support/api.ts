import { eventually } from './eventually.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests read what they expect to be there.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export interface Api {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  send(method: string, path: string, init?: RequestInit): Promise<Answer>;
  /** Creates a scrape and returns its id; throws when it is refused. */
  scrape(query: string, more?: object): Promise<string>;
  /** Creates a verification of a list and returns its id; throws when it is refused. */
  verify(emails: readonly unknown[], more?: object): Promise<string>;
  /** Reads the job until `ready` says so, or it cannot be read. */
  jobWhen(id: string, ready: (job: Answer['body']) => boolean): Promise<Answer['body']>;
  /** Reads the job until it has ended. */
  readonly ended: (id: string) => Promise<Answer['body']>;
}

/** What every server of this test file has answered, for the description of the API to be held to. */
export const observed: { readonly method: string; readonly path: string; readonly answer: Answer }[] = [];

/** Speaks to the server as any client would. */
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
    observed.push({ method, path: new URL(base + path).pathname, answer });
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
