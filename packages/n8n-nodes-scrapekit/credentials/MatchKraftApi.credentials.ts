import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

const elsewhere = 'There is no MatchKraft API at this base URL. Check it for typing errors.';
const unavailable = 'MatchKraft cannot be reached at the moment. Try again in a minute.';

export class MatchKraftApi implements ICredentialType {
	name = 'matchKraftApi';

	displayName = 'MatchKraft API';

	icon = {
		light: 'file:../icons/matchkraft.svg',
		dark: 'file:../icons/matchkraft.dark.svg',
	} as const;

	documentationUrl = 'https://matchkraft.com/api';

	properties: INodeProperties[] = [
		{
			displayName:
				'MatchKraft documents no free request that proves a key. The test of this credential fails if MatchKraft refuses the key, and its success does not prove more than that.',
			name: 'testNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'From the <a href="https://app.matchkraft.com" target="_blank">MatchKraft dashboard</a> under Integrations, API Key',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://app.matchkraft.com',
			description: 'The address of the API. Change it only if you run your own server.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { apikey: '={{$credentials.apiKey.trim()}}' } },
	};

	// The request costs nothing, because the job does not exist. MatchKraft documents no answer to it, so only a refusal
	// of the key, a redirect and an answer that comes from no API are known to be failures (M11).
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{($credentials.baseUrl || "https://app.matchkraft.com").trim().replace(/\\/+$/, "")}}',
			url: '/api/v2/domain-scan/results/00000000-0000-0000-0000-000000000000',
			ignoreHttpStatusErrors: { ignore: true, except: [301, 302, 307, 308, 401, 403, 429, 500, 502, 503] },
			disableFollowRedirect: true,
		},
		rules: [
			[301, elsewhere],
			[302, elsewhere],
			[307, elsewhere],
			[308, elsewhere],
			[401, 'MatchKraft does not know this API key. Copy it again, or create a new one.'],
			[403, 'MatchKraft refuses this API key. Check the state of the account and what the key may do.'],
			[429, 'MatchKraft is receiving too many requests with this key. Try again in a minute.'],
			[500, 'MatchKraft has an internal problem. Try again in a minute.'],
			[502, unavailable],
			[503, unavailable],
		].map(([value, message]) => ({
			type: 'responseCode',
			properties: { value: Number(value), message: String(message) },
		})),
	};
}
