import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

export class ScrapeKitApi implements ICredentialType {
	name = 'scrapeKitApi';

	displayName = 'ScrapeKit API';

	icon = {
		light: 'file:../icons/scrapekit.svg',
		dark: 'file:../icons/scrapekit.dark.svg',
	} as const;

	documentationUrl = 'https://scrapekit.ai/docs';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'sk_live_…',
			description:
				'Create it in the <a href="https://scrapekit.ai/dashboard" target="_blank">ScrapeKit dashboard</a> under API. The dashboard shows it only once.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'whsec_…',
			description:
				'From the <a href="https://scrapekit.ai/dashboard" target="_blank">ScrapeKit dashboard</a> under API. It proves that a webhook really comes from ScrapeKit. Without it the nodes accept no webhook and check the jobs at intervals instead.',
		},
		{
			displayName: 'Previous Webhook Secret',
			name: 'previousWebhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'whsec_…',
			description:
				'The secret before the last change. Webhooks that it signs are accepted too, so move it here before you replace it, and clear it afterwards.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://scrapekit.ai',
			description: 'The address of the API. Change it only if you run your own server.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey.trim()}}' } },
	};

	// The API documents no free call that needs a key, so the test asks for a job that does not exist. With a valid key
	// the answer is `job_not_found`. Every other answer is an error below. Another server's answer has no error code.
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{($credentials.baseUrl || "https://scrapekit.ai").trim().replace(/\\/+$/, "")}}',
			url: '/api/v1/scrape/jobs/sk_job_00000000000000000000000000000000',
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		},
		rules: [
			['invalid_api_key', 'ScrapeKit does not know this API key. Copy it again, or create a new one.'],
			['missing_authorization', 'ScrapeKit received no API key. Check that the base URL is right.'],
			['account_suspended', 'This ScrapeKit account is suspended. Contact ScrapeKit support.'],
			['rate_limited', 'ScrapeKit is receiving too many requests with this key. Try again in a minute.'],
			['internal_error', 'ScrapeKit has an internal problem. Try again in a minute.'],
			['not_found', 'There is no ScrapeKit API at this base URL. Leave out any path such as /api/v1.'],
			[undefined, 'There is no ScrapeKit API at this base URL. Check it for typing errors.'],
		].map(([value, message]) => ({
			type: 'responseSuccessBody',
			properties: { key: 'error.code', value, message: String(message) },
		})),
	};
}
