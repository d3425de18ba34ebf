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
import { scrapeNestTrigger, triggerProperties } from './trigger-properties';

export class ScrapeNestTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ScrapeNest Trigger',
		name: 'scrapeNestTrigger',
		icon: { light: 'file:../../icons/scrapenest.svg', dark: 'file:../../icons/scrapenest.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ "Job " + $parameter["events"].map((event) => event === "artifact.ready" ? "with a file ready" : event).join(" or ") }}',
		description: 'Starts the workflow when a ScrapeNest job has ended or a file of it is ready',
		defaults: { name: 'ScrapeNest Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'scrapeNestApi', required: true }],
		eventTriggerDescription:
			'ScrapeNest has the Test URL of this trigger. Start a ScrapeNest job now. The workflow runs when the job has ended.',
		activationMessage: 'ScrapeNest has the Production URL of this trigger. You need not copy it anywhere.',
		triggerPanel: {
			header: 'See a finished job',
			executionsHelp: {
				inactive:
					'<b>While building your workflow</b>, press the button to see a made-up job, or set Test With to Webhook to wait for a real one.<br /><br /><b>Once it is published</b>, it runs on its own each time a job ends.',
				active:
					'<b>While building your workflow</b>, press the button to see a made-up job, or set Test With to Webhook to wait for a real one.<br /><br /><b>It also runs on its own</b> each time a job ends, because it is published.',
			},
			activationHint:
				'Publish the workflow. ScrapeNest then gets the Production URL by itself, and loses it when you unpublish the workflow.',
		},
		webhooks: [
			{
				name: 'default',
				// n8n registers no webhook with an empty method. So it is off in a test with a sample.
				httpMethod: '={{ !$workflow.active && $parameter["testWith"] === "sample" ? "" : "POST" }}',
				responseMode: 'onReceived',
				path: 'scrapenest',
				ndvHideMethod: true,
			},
		],
		properties: [...triggerProperties],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this, scrapeNestTrigger);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this, scrapeNestTrigger);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this, scrapeNestTrigger);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await triggerOnWebhook(this, scrapeNestTrigger);
	}

	// n8n calls this with the reports that webhook() returned, and without one in a test with a sample. Only this
	// method has access to n8n's store of processed items, by which an event is emitted once.
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await emitReported(this, scrapeNestTrigger);
	}
}
