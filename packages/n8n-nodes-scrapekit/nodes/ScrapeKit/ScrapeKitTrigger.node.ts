import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { emitOnce } from '../shared/emit-once';
import { triggerOnPoll } from '../shared/trigger-on-poll';
import { requireSecret, triggerOnWebhook } from '../shared/trigger-on-webhook';
import { triggerProperties } from './descriptions/trigger';
import { scrapeJobs } from './scrape-jobs';

export class ScrapeKitTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ScrapeKit Trigger',
		name: 'scrapeKitTrigger',
		icon: { light: 'file:../../icons/scrapekit.svg', dark: 'file:../../icons/scrapekit.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["endings"].join(", ") }}',
		description: 'Starts the workflow when a ScrapeKit job has ended',
		defaults: { name: 'ScrapeKit Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'scrapeKitApi', required: true }],
		webhooks: [
			{
				name: 'default',
				// n8n registers no webhook whose method is empty.
				httpMethod: '={{ $parameter["receive"] === "polling" ? "" : "POST" }}',
				responseMode: 'onReceived',
				path: 'scrapekit',
			},
		],
		properties: [...triggerProperties],
	};

	// ScrapeKit has no webhooks of its own to register: each job names its URL.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await requireSecret(this, scrapeJobs);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await triggerOnWebhook(this, scrapeJobs, 'scrape');
	}

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await triggerOnPoll(this, scrapeJobs, 'scrape');
	}

	// n8n prefers this to poll() and webhook() when it runs the node, so both kinds of news pass here, and only
	// here can a node ask what it has emitted before.
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await emitOnce(this, scrapeJobs, 'scrape');
	}
}
