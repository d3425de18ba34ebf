import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';
import { testRules } from '../nodes/shared/credential-test';

export class ScrapflyApi implements ICredentialType {
	name = 'scrapflyApi';

	displayName = 'Scrapfly API';

	icon = {
		light: 'file:../icons/scrapfly.svg',
		dark: 'file:../icons/scrapfly.dark.svg',
	} as const;

	documentationUrl = 'https://scrapfly.io/docs/scrape-api/webhook';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'scp-live-…',
			description:
				'From the <a href="https://scrapfly.io/dashboard" target="_blank">Scrapfly dashboard</a>. A key belongs to one project and one environment.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'From the settings of the webhook in the <a href="https://scrapfly.io/dashboard/webhook" target="_blank">Scrapfly dashboard</a>. Each webhook has its own secret.',
		},
		{
			displayName: 'Previous Webhook Secret',
			name: 'previousWebhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The secret before the last change. Webhooks that it signs are accepted too, so move it here before you replace it, and clear it afterwards.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.scrapfly.io',
			description: 'The address of the API. Change it only if you run your own server.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { qs: { key: '={{$credentials.apiKey.trim()}}' } },
	};

	// Scrapfly answers with the account, which is free.
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{($credentials.baseUrl || "https://api.scrapfly.io").trim().replace(/\\/+$/, "")}}',
			url: '/account',
			disableFollowRedirect: true,
		},
		rules: testRules({ name: 'Scrapfly', proof: 'account', badKey: [401] }),
	};
}
