import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';
import { testRules } from '../nodes/shared/credential-test';

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
			description: 'From the <a href="https://scrapenest.com" target="_blank">ScrapeNest dashboard</a>',
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
		rules: testRules({ name: 'ScrapeNest', proof: 'webhook_endpoints', badKey: [401] }),
	};
}
