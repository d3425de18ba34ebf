import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';
import { testRules } from '../nodes/shared/credential-test';

export class ScruppApi implements ICredentialType {
	name = 'scruppApi';

	displayName = 'Scrupp API';

	icon = {
		light: 'file:../icons/scrupp.svg',
		dark: 'file:../icons/scrupp.dark.svg',
	} as const;

	documentationUrl = 'https://scrupp.com/docs/api/integrations-webhooks';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'From the <a href="https://scrupp.com" target="_blank">settings page of Scrupp</a>',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The first API key on the <a href="https://scrupp.com" target="_blank">settings page of Scrupp</a>. Scrupp signs webhooks with it, whichever key you use. Leave it empty if it is the API key above.',
		},
		{
			displayName: 'Previous Webhook Secret',
			name: 'previousWebhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The former first API key. Webhooks that it signs are accepted too, so fill it in before you replace or reorder your keys, and clear it afterwards.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.scrupp.com',
			description: 'The address of the API. Change it only if you run your own server.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey.trim()}}' } },
	};

	// Scrupp answers with the remaining credits, which is free. Either of two statuses means an unknown key.
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{($credentials.baseUrl || "https://api.scrupp.com").trim().replace(/\\/+$/, "")}}',
			url: '/api/v1/account/credits',
			disableFollowRedirect: true,
		},
		rules: testRules({ name: 'Scrupp', proof: 'credits', badKey: [401, 403] }),
	};
}
