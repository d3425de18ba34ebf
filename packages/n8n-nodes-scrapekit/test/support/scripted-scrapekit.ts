import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	readonly method: string;
	readonly path: string;
	readonly authorization: string | undefined;
	readonly body: Record<string, unknown>;
}

interface JobBody {
	job_id: string;
	status: string;
	query: string;
	location: string;
	error: string | null;
	created_at: string;
	client_request_id?: string;
}

type MaybePromise<Type> = Type | Promise<Type>;

type Answer = readonly [status: number, body: unknown];

export const API_KEY = `sk_live_${'a'.repeat(40)}`;
export const SECRET = `whsec_${'s'.repeat(43)}`;

const csv = 'place_id,name,emails_found\r\np1,Smile Austin,hello@smileaustin.com\r\n';
const leads = [
	{
		place_id: 'p1',
		name: 'Smile Austin',
		rating: 4.8,
		emails_found: 'hello@smileaustin.com;admin@smileaustin.com',
	},
	{ place_id: 'p2', name: 'Downtown Dental', rating: '', emails_found: '' },
];

/** A server that answers as ScrapeKit's documentation describes. A job ends when the test calls `end`. */
export class ScriptedScrapeKit {
	readonly received: Received[] = [];
	/** Returns the answer to use in place of the documented one; "reset" breaks the connection. */
	intercept: ((request: Received) => MaybePromise<Answer | 'reset' | undefined>) | undefined;
	/** The header Retry-After of every answer. @default none */
	retryAfter: string | undefined;
	readonly #jobs = new Map<string, JobBody>();
	#jobCount = 0;
	readonly #server: Server = createServer((request, response) => {
		void readRequest(request).then(async (received) => {
			this.received.push(received);
			const answer = (await this.intercept?.(received)) ?? this.#answer(received);
			if (answer === 'reset') {
				request.socket.destroy();
				return;
			}
			const [status, body] = answer;
			const isText = typeof body === 'string';
			response.writeHead(status, {
				'content-type': isText ? 'text/csv' : 'application/json',
				'x-request-id': 'req_0123456789',
				...(this.retryAfter === undefined ? {} : { 'retry-after': this.retryAfter }),
			});
			response.end(isText ? body : JSON.stringify(body));
		});
	});

	async listen(): Promise<void> {
		await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	/** The ids of all jobs, in the order of their creation. */
	get ids(): readonly string[] {
		return [...this.#jobs.keys()];
	}

	queryOf(id: string): string {
		return this.#job(id).query;
	}

	/** Creates a job as the route does. */
	create(input: Record<string, unknown>): unknown {
		return this.#create(input);
	}

	/** Removes every job. Ids are not used again. */
	clear(): void {
		this.#jobs.clear();
	}

	/** The bodies of all requests to create a job. */
	get creates(): readonly Record<string, unknown>[] {
		return this.received
			.filter(({ method, path }) => method === 'POST' && path === '/api/v1/scrape/jobs')
			.map(({ body }) => body);
	}

	/** The webhook URL of the nth created job, counted from 0. */
	webhookUrl(index = 0): string {
		return String(this.creates[index]?.webhook_url);
	}

	end(jobId: string, status = 'completed', error: string | null = null): void {
		Object.assign(this.#job(jobId), { status, error });
	}

	/** Adds a job that the nodes under test did not start. Returns its id. */
	add(status: string, created_at = new Date().toISOString()): string {
		const job_id = `sk_job_${String(++this.#jobCount).padStart(4, '0')}`;
		const location = 'Austin, Texas';
		this.#jobs.set(job_id, { job_id, status, query: 'dentists', location, error: null, created_at });
		return job_id;
	}

	#job(id: string): JobBody {
		const job = this.#jobs.get(id);
		if (job === undefined) throw new Error(`There is no job ${id}.`);
		return job;
	}

	#answer({ method, path, authorization, body }: Received): Answer {
		if (authorization !== `Bearer ${API_KEY}`) return refusal(401, 'invalid_api_key');
		// Not every server has this route (X03).
		if (path === '/api/v1/account') return [200, { account_id: 'acc_1', balance: 12.5 }];
		if (path.startsWith('/api/v1/scrape/jobs?'))
			return [200, { jobs: [...this.#jobs.values()].reverse(), next_cursor: null }];
		if (method === 'POST' && path === '/api/v1/scrape/jobs') return [202, this.#create(body)];
		const [, id = '', rest = ''] = /^\/api\/v1\/(?:scrape\/)?jobs\/([^/?]+)(.*)$/.exec(path) ?? [];
		const job = this.#jobs.get(id);
		if (job === undefined) return refusal(404, 'job_not_found');
		if (rest === '/cancel') return this.#cancel(job);
		if (rest === '')
			return [200, { ...job, progress: { scraped: 1, verified: 0, target: 2 }, credits_used: 0.015 }];
		if (job.status !== 'completed') return refusal(409, 'job_not_ready');
		return [
			200,
			rest.includes('csv')
				? csv
				: { job_id: id, status: 'completed', results_count: 2, credits_used: 0.03, results: leads },
		];
	}

	#create(input: Record<string, unknown>): unknown {
		const job = this.#job(this.add('queued'));
		const { query, location, client_request_id } = input;
		Object.assign(job, { query, location, client_request_id });
		const { error: _error, ...created } = job;
		return { ...created, max_leads: 100, verify_emails: false, estimated_credits: 1.5 };
	}

	#cancel(job: JobBody): Answer {
		if (job.status !== 'queued' && job.status !== 'running') return refusal(409, 'job_not_cancellable');
		job.status = 'cancelled';
		return [200, { job_id: job.job_id, status: 'cancelled', cancelled_at: job.created_at, note: '' }];
	}
}

export const refusal = (status: number, code: string): Answer => [
	status,
	{ error: { code, message: `Refused with ${code}.`, request_id: 'req_0123456789' } },
];

async function readRequest(request: IncomingMessage): Promise<Received> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return {
		method: request.method ?? '',
		path: request.url ?? '',
		authorization: request.headers.authorization,
		body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
	};
}
