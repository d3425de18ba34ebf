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
import { emitOnce, requireSecret, triggerOnWebhook } from '../shared/trigger';
import { triggerOnPoll } from '../shared/trigger-on-poll';
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
				// n8n does not register a webhook with an empty method.
				httpMethod: '={{ $parameter["receive"] === "polling" ? "" : "POST" }}',
				responseMode: 'onReceived',
				path: 'scrapekit',
			},
		],
		properties: [...triggerProperties],
	};

	// There is no webhook to register with ScrapeKit: the URL is given with each job.
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

	// n8n calls this with the items that webhook() or poll() returned. The check for jobs that were emitted before is
	// here, because only an execute() method has access to n8n's store of processed ids.
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await emitOnce(this, scrapeJobs, 'scrape');
	}
}
