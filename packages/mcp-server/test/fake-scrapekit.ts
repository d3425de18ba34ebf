import type { HttpRequest, HttpResponse, Transport } from '@scrapekit/core';

interface FakeJob {
  readonly job_id: string;
  readonly client_request_id: string;
  readonly created_at: string;
  status: string;
  credits_used: number;
}

/** A service that answers like ScrapeKit, in this process. */
export class FakeScrapekit {
  /** Credits. Undefined when the account does not tell it. */
  balance: number | undefined = 50;
  rows: unknown[] = [];
  readonly jobs: FakeJob[] = [];
  /** The requests that arrived, such as `POST /api/v1/scrape/jobs`. */
  readonly requests: string[] = [];
  /** Called before a request is answered. It may throw, as a broken connection does, or answer instead. */
  before: (route: string) => HttpResponse | undefined = () => undefined;
  /** Called after a job was created, before its answer is sent. */
  afterCreate: () => void = () => undefined;

  readonly transport: Transport = (request) => Promise.resolve().then(() => this.#answer(request));

  /** The requests that may have cost credits. */
  get paid(): string[] {
    return this.requests.filter((route) => /^POST .*(jobs|email)$/.test(route));
  }

  #answer({ method, url, body = '{}' }: HttpRequest): HttpResponse {
    const { pathname, searchParams } = new URL(url);
    const route = `${method} ${pathname}`;
    this.requests.push(route);
    const answer = this.before(route);
    if (answer !== undefined) return answer;
    const [, id] = /jobs\/(\w+)/.exec(pathname) ?? [];
    const job = this.jobs.find((each) => each.job_id === id);
    if (route === 'GET /api/v1/account') return json({ account_id: 'acc_1', balance: this.balance });
    if (route === 'POST /api/v1/verify/email') return json({ email: 'a@example.com', status: 'safe' });
    if (method === 'POST' && id === undefined) return this.#create(JSON.parse(body));
    if (id === undefined) return json({ jobs: this.#list(searchParams), next_cursor: null });
    if (job === undefined) return refusal(404, 'job_not_found', `There is no job ${id}.`);
    if (pathname.endsWith('/cancel')) job.status = 'cancelled';
    if (!pathname.endsWith('/results')) return json(job);
    if (job.status !== 'completed') return refusal(409, 'job_not_ready', 'The job has not ended.');
    return json({ results: this.rows });
  }

  #create({ client_request_id }: { readonly client_request_id: string }): HttpResponse {
    const job = {
      job_id: `sk_job_${this.jobs.length + 1}`,
      client_request_id,
      created_at: '2026-11-29T12:00:00Z',
      status: 'queued',
      credits_used: 0,
    };
    this.jobs.push(job);
    this.afterCreate();
    return json({ job_id: job.job_id, status: job.status }, 201);
  }

  #list(query: URLSearchParams): readonly FakeJob[] {
    const wanted = query.get('client_request_id');
    return this.jobs.filter(({ client_request_id: id }) => wanted === null || id === wanted).toReversed();
  }
}

export const json = (body: unknown, status = 200): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const refusal = (status: number, code: string, message: string): HttpResponse =>
  json({ error: { code, message } }, status);
