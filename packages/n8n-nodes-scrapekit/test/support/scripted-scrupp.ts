import type { Answer, Received, Routes } from './scripted-server.ts';

export const API_KEY = `sk_live_${'s'.repeat(40)}`;

export const companies = [
	{
		item: 'ibm',
		found: true,
		reason: null,
		company_name: 'IBM',
		company_domain: 'ibm.com',
		company_category: 'IT services',
		emails: [
			{ email: 'contact@ibm.com', status: 'role', score: 80 },
			{ email: 'press@ibm.com', status: 'safe', score: 95 },
		],
	},
	{ item: 'acme', found: false, reason: 'Nothing was found.', emails: [] },
];

const contact = { item: 'ibm', found: true, first_name: 'Maria', email: 'maria@ibm.com', email_score: 95 };

const refusal = (code: number, message: string): Answer => [code, { error: message }];

const authorized =
	(answer: (request: Received) => Answer) =>
	(request: Received): Answer =>
		request.headers.authorization === `Bearer ${API_KEY}` ? answer(request) : refusal(403, 'Invalid API key');

/** Scrupp's routes. The tasks 6666 and 7777 and the job 8888 have the given status. */
export function scruppRoutes(status = 'completed'): Routes {
	const error = status === 'failed' ? 'LinkedIn is down.' : null;
	const task = ({ segments: [id] }: Received): Answer =>
		id === '6666' || id === '7777'
			? [200, { process_id: Number(id), status, error }]
			: refusal(404, 'Not found');
	const job = { job_id: '8888', status: status === 'completed' ? 'succeeded' : status };
	return {
		'GET /api/v1/account/credits': authorized(() => [200, { credits: 12.5 }]),
		'POST /api/v1/company/linkedin': authorized(() => [200, { process_id: 6666, status: 'queued' }]),
		'POST /api/v1/contact/linkedin': authorized(() => [200, { process_id: 7777, status: 'queued' }]),
		'POST /api/v1/jobs': authorized(() => [202, { job_id: '8888', status: 'queued' }]),
		'GET /api/v1/task/*/status': authorized(task),
		'GET /api/v1/task/6666/data': authorized(() => [200, { total: 2, items: companies }]),
		'GET /api/v1/task/7777/data': authorized(() => [200, { total: 1, items: [contact] }]),
		'GET /api/v1/jobs/8888': authorized(() => [200, job]),
		'GET /api/v1/jobs/8888/result': authorized(() => [
			200,
			{ data: { items: [{ item: 'ibm', found: true }] } },
		]),
	};
}
