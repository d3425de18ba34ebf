import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { isRegistered, register, unregister } from '../shared/trigger-activation';
import { emitReported } from '../shared/trigger-emit';
import { triggerOnWebhook } from '../shared/trigger-on-webhook';
import { scrapflyTrigger, triggerProperties } from './trigger-properties';

export class ScrapflyTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Scrapfly Trigger',
		name: 'scrapflyTrigger',
		icon: { light: 'file:../../icons/scrapfly.svg', dark: 'file:../../icons/scrapfly.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ "Job " + $parameter["events"].join(" or ") }}',
		description: 'Starts the workflow when Scrapfly has scraped a queued page',
		defaults: { name: 'Scrapfly Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'scrapflyApi', required: true }],
		eventTriggerDescription:
			'Create a webhook with the Test URL under Webhook URLs in the Scrapfly dashboard, and queue a page with its name. The workflow runs when the page was scraped.',
		activationMessage:
			'Create a webhook with the Production URL of this trigger in the Scrapfly dashboard, and queue pages with its name.',
		triggerPanel: {
			header: 'See a scraped page',
			executionsHelp: {
				inactive:
					'<b>While building your workflow</b>, press the button to see a made-up page, or set Test With to Webhook to wait for a real one.<br /><br /><b>Once it is published</b>, it runs on its own each time a page was scraped.',
				active:
					'<b>While building your workflow</b>, press the button to see a made-up page, or set Test With to Webhook to wait for a real one.<br /><br /><b>It also runs on its own</b> each time a page was scraped, because it is published.',
			},
			activationHint:
				'Publish the workflow, then create a webhook with the Production URL in the Scrapfly dashboard. Give its name to each node that queues a page.',
		},
		webhooks: [
			{
				name: 'default',
				// n8n registers no webhook with an empty method. So it is off in a test with a sample.
				httpMethod: '={{ !$workflow.active && $parameter["testWith"] === "sample" ? "" : "POST" }}',
				responseMode: 'onReceived',
				path: 'scrapfly',
				ndvHideMethod: true,
			},
		],
		properties: [...triggerProperties],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this, scrapflyTrigger);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this, scrapflyTrigger);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this, scrapflyTrigger);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await triggerOnWebhook(this, scrapflyTrigger);
	}

	// n8n calls this with the reports that webhook() returned, and without one in a test with a sample. Only this
	// method has access to n8n's store of processed items, by which an event is emitted once.
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await emitReported(this, scrapflyTrigger);
	}
}
