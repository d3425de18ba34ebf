import {
	AmbiguousCreateError,
	InputError,
	JobNotCompletedError,
	JobTimeoutError,
	NetworkError,
	type ScrapeKitError,
} from '@scrapekit/core';

const byCode: Readonly<Record<string, string>> = {
	invalid_webhook:
		'Webhook URLs must start with https:// and be reachable from the internet. Leave the field empty to poll instead.',
	invalid_query: 'Query and Location need 1 to 120 characters, and Max Leads a number from 0 to 500000.',
	too_many_active_jobs:
		'An account runs five scrape jobs at a time. Wait for one to end, or use Start and Wait, which queues the rest.',
	job_not_cancellable: 'It had ended before the cancellation arrived. Use Get to see how.',
};

const byStatus: Readonly<Record<number, string>> = {
	401: 'Open the credential, paste the API key again and save.',
	402: 'Add credits in the ScrapeKit dashboard, or lower Max Leads.',
	403: 'Contact ScrapeKit support about the state of the account.',
	404: 'Check the job ID. A job is found only with a key of the account that started it.',
	429: 'Wait a minute, then run the workflow again, or send fewer items at once.',
};

/** What to do next, for the second line of an error message. */
export function adviceFor(error: ScrapeKitError): string {
	if (AmbiguousCreateError.isInstance(error)) {
		return 'Do not simply run this item again. Open the ScrapeKit dashboard: if the job is there, read it with Get Leads.';
	}
	if (InputError.isInstance(error)) return 'Correct the field and run the node again. Nothing was charged.';
	if (JobTimeoutError.isInstance(error)) return 'Raise Give Up After, or read the job later with Get Leads.';
	if (JobNotCompletedError.isInstance(error)) {
		return error.retryable
			? 'Use Start and Wait, or ask again later.'
			: 'Correct what the message names, then start a new job.';
	}
	if (NetworkError.isInstance(error))
		return 'Check the base URL in the credential and the network of this n8n.';
	const known = byCode[error.code ?? ''] ?? byStatus[error.status ?? 0];
	return known ?? 'Try again in a few minutes.';
}
