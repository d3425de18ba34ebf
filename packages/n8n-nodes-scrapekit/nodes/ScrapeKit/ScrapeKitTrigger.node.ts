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
import { isRegistered, register, unregister } from '../shared/trigger-activation';
import { emitReported } from '../shared/trigger-emit';
import { triggerOnPoll } from '../shared/trigger-on-poll';
import { triggerOnWebhook } from '../shared/trigger-on-webhook';
import { scrapeKit } from './node';
import { triggerProperties } from './trigger-properties';

export class ScrapeKitTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ScrapeKit Trigger',
		name: 'scrapeKitTrigger',
		icon: { light: 'file:../../icons/scrapekit.svg', dark: 'file:../../icons/scrapekit.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ "Job " + $parameter["events"].join(" or ") }}',
		description: 'Starts the workflow when a ScrapeKit job has ended',
		defaults: { name: 'ScrapeKit Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'scrapeKitApi', required: true }],
		eventTriggerDescription:
			'Copy the Test URL under Webhook URLs into the additional field Webhook URL of a ScrapeKit node with the operation Start, and run that node. The workflow runs when the job has ended.',
		activationMessage:
			'With webhooks, each job needs the Production URL of this trigger as its Webhook URL, and its end starts the workflow at once. With polling, finished jobs start the workflow at the Poll Times.',
		triggerPanel: {
			header: 'See the latest finished job',
			executionsHelp: {
				inactive:
					'<b>While building your workflow</b>, press the button to see the latest finished job, or a made-up one if there is none.<br /><br /><b>Once it is published</b>, it runs on its own each time a job ends.',
				active:
					'<b>While building your workflow</b>, press the button to see the latest finished job, or a made-up one if there is none.<br /><br /><b>It also runs on its own</b> each time a job ends, because it is published.',
			},
			activationHint:
				'Publish the workflow, and it starts on its own. The notice in the form says when a job needs the Production URL.',
		},
		webhooks: [
			{
				name: 'default',
				// n8n registers no webhook with an empty method. So it is off while the trigger only polls, and in a test with a sample.
				httpMethod:
					'={{ $parameter["receive"] === "polling" || (!$workflow.active && $parameter["testWith"] === "sample") ? "" : "POST" }}',
				responseMode: 'onReceived',
				path: 'scrapekit',
				ndvHideMethod: true,
				ndvHideUrl: '={{ $parameter["receive"] === "polling" }}',
			},
		],
		properties: [...triggerProperties],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this, scrapeKit);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this, scrapeKit);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this, scrapeKit);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await triggerOnWebhook(this, scrapeKit);
	}

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await triggerOnPoll(this, scrapeKit);
	}

	// n8n calls this with the reports that webhook() or poll() returned, and without one in a test with a sample. Only this
	// method has access to n8n's store of processed items, by which an event is emitted once.
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await emitReported(this, scrapeKit);
	}
}
