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
import { scrupp } from './node';
import { triggerProperties } from './trigger-properties';

export class ScruppTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Scrupp Trigger',
		name: 'scruppTrigger',
		icon: { light: 'file:../../icons/scrupp.svg', dark: 'file:../../icons/scrupp.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ "Job " + $parameter["events"].join(" or ") }}',
		description: 'Starts the workflow when a Scrupp job has ended',
		defaults: { name: 'Scrupp Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'scruppApi', required: true }],
		eventTriggerDescription:
			'Start a Scrupp job with the test URL above as its webhook URL. The workflow runs when the job has ended.',
		activationMessage:
			'Each job needs the production URL of this trigger as its webhook URL. Set it in the node that starts the job.',
		triggerPanel: {
			header: 'Show an ended job of Scrupp',
			executionsHelp: {
				inactive:
					'<b>While building your workflow</b>, press the button to see made-up data, or set Test With to Webhook to wait for a real one.<br /><br /><b>Once it is published</b>, it runs on its own each time a job ends.',
				active:
					'<b>While building your workflow</b>, press the button to see made-up data, or set Test With to Webhook to wait for a real one.<br /><br /><b>It also runs on its own</b> each time a job ends, because it is published.',
			},
			activationHint:
				'Publish the workflow, then copy the production URL into the field Webhook URL of each node that starts a job.',
		},
		webhooks: [
			{
				name: 'default',
				// n8n registers no webhook with an empty method. So it is off in a test with a sample.
				httpMethod: '={{ !$workflow.active && $parameter["testWith"] === "sample" ? "" : "POST" }}',
				responseMode: 'onReceived',
				path: 'scrupp',
				ndvHideMethod: true,
			},
		],
		properties: [...triggerProperties],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this, scrupp);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this, scrupp);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this, scrupp);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await triggerOnWebhook(this, scrupp);
	}

	// n8n calls this with the reports that webhook() returned, and without one in a test with a sample. Only this
	// method has access to n8n's store of processed items, by which an event is emitted once.
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await emitReported(this, scrupp);
	}
}
