import { providers } from '@scrapekit/core';
import type { IHookFunctions, INodeParameters } from 'n8n-workflow';
import { describe, expect, test, vi } from 'vitest';
import { matchKraft } from '../nodes/MatchKraft/node.ts';
import { scrapeKit } from '../nodes/ScrapeKit/node.ts';
import { scrupp } from '../nodes/Scrupp/node.ts';
import { register } from '../nodes/shared/trigger-activation.ts';

interface Scene {
	readonly url: string;
	readonly parameters?: INodeParameters;
	readonly credential?: Readonly<Record<string, string>>;
}

const warn = vi.fn();

/** The parts of n8n's context that activation uses. */
const contextFor = ({ url, parameters = {}, credential = {} }: Scene): IHookFunctions =>
	({
		logger: { warn },
		getNode: () => ({ name: 'Trigger', parameters }),
		getNodeWebhookUrl: () => url,
		getCredentials: async () => ({ webhookSecret: 'whsec_current', ...credential }),
		getWorkflowStaticData: () => ({}),
	}) as unknown as IHookFunctions;

const webhookOnly = { receive: 'webhook', jobs: ['scrape'] };
const PUBLIC = 'https://automation.acme.io/webhook/1/scrapekit';

describe('activation by webhook only', () => {
	test('succeeds with a public https address', async () => {
		expect(await register(contextFor({ url: PUBLIC, parameters: webhookOnly }), scrapeKit)).toBe(true);
	});

	test('is refused with an http address, because ScrapeKit refuses it for a job', async () => {
		const url = 'http://automation.acme.io/webhook/1/scrapekit';
		const context = contextFor({ url, parameters: webhookOnly });

		await expect(register(context, scrapeKit)).rejects.toThrow(
			'ScrapeKit refuses the webhook URL of this node, http://automation.acme.io. Set WEBHOOK_URL',
		);
	});

	test.each([
		'https://localhost:5678',
		'https://127.0.0.1:5678',
		'https://10.1.2.3',
		'https://172.20.0.5',
		'https://192.168.1.10',
		'https://169.254.169.254',
		'https://100.100.0.1',
		'https://[::1]:5678',
		'https://[fd00::1]',
		'https://n8n',
		'https://n8n.local',
		'https://host.docker.internal',
	])('is refused at %s, which no service on the internet can reach', async (origin) => {
		const context = contextFor({ url: `${origin}/webhook/1/matchkraft` });

		await expect(register(context, matchKraft)).rejects.toThrow('MatchKraft cannot reach the webhook URL');
	});

	test('succeeds at a private address when the server of the provider is in the private network as well', async () => {
		const url = 'https://192.168.1.10/webhook/1/scrapekit';
		const credential = { baseUrl: 'http://192.168.1.20:8787' };

		expect(await register(contextFor({ url, parameters: webhookOnly, credential }), scrapeKit)).toBe(true);
	});

	test('succeeds with an http address where the provider takes one', async () => {
		const url = 'http://automation.acme.io/webhook/1/scrupp';

		expect(await register(contextFor({ url, parameters: { jobs: 'companies' } }), scrupp)).toBe(true);
	});

	test('is refused without a webhook secret, and names where it is found', async () => {
		const context = contextFor({ url: PUBLIC, parameters: webhookOnly, credential: { webhookSecret: ' ' } });

		await expect(register(context, scrapeKit)).rejects.toThrow(
			`The ${providers.scrapekit.name} credential holds no webhook secret`,
		);
	});
});

test('activation with webhooks and polling succeeds and warns when no webhook can arrive', async () => {
	const url = 'http://localhost:5678/webhook/1/scrapekit';
	const parameters = { ...webhookOnly, receive: 'webhookAndPolling' };

	expect(await register(contextFor({ url, parameters }), scrapeKit)).toBe(true);
	expect(warn).toHaveBeenCalledWith(expect.stringContaining('works by polling alone'));
});
