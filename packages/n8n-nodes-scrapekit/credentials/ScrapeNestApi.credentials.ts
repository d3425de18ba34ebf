import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

export class ScrapeNestApi implements ICredentialType {
	name = 'scrapeNestApi';

	displayName = 'ScrapeNest API';

	icon = {
		light: 'file:../icons/scrapenest.svg',
		dark: 'file:../icons/scrapenest.dark.svg',
	} as const;

	documentationUrl = 'https://docs.scrapenest.com/webhooks/events/';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'sn_live_…',
			description: 'From the ScrapeNest dashboard',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.scrapenest.com',
			description: 'The address of the API. Change it only if you run your own server.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'X-API-Key': '={{$credentials.apiKey.trim()}}' } },
	};

	// ScrapeNest answers with the list of webhook endpoints, which is free and only returned for a valid key.
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{($credentials.baseUrl || "https://api.scrapenest.com").trim().replace(/\\/+$/, "")}}',
			url: '/api/v1/webhook-endpoints',
			disableFollowRedirect: true,
		},
		rules: [
			...(
				[
					[401, 'ScrapeNest does not know this API key. Copy it again, or create a new one.'],
					[403, 'ScrapeNest refuses this API key. Check that the account is active.'],
					[404, 'There is no ScrapeNest API at this base URL. Leave out any path such as /api/v1.'],
					[429, 'ScrapeNest is receiving too many requests with this key. Try again in a minute.'],
					[500, 'ScrapeNest has an internal problem. Try again in a minute.'],
					[502, 'ScrapeNest cannot be reached at the moment. Try again in a minute.'],
					[503, 'ScrapeNest cannot be reached at the moment. Try again in a minute.'],
				] as const
			).map(([value, message]) => ({
				type: 'responseCode' as const,
				properties: { value, message },
			})),
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'webhook_endpoints',
					value: undefined,
					message: 'There is no ScrapeNest API at this base URL. Check it for typing errors.',
				},
			},
		],
	};
}
