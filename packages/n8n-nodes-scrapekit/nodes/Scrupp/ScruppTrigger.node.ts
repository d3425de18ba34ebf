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
			'Copy the Test URL under Webhook URLs into the additional field Webhook URL of a Scrupp node with the operation Start, and run that node. The workflow runs when the job has ended.',
		activationMessage:
			'Copy the Production URL of this trigger into the additional field Webhook URL of each Scrupp node with the operation Start. Jobs without it do not start the workflow.',
		triggerPanel: {
			header: 'See a finished job',
			executionsHelp: {
				inactive:
					'<b>While building your workflow</b>, press the button to see a made-up job, or set Test With to Webhook to wait for a real one.<br /><br /><b>Once it is published</b>, it runs on its own each time a job ends.',
				active:
					'<b>While building your workflow</b>, press the button to see a made-up job, or set Test With to Webhook to wait for a real one.<br /><br /><b>It also runs on its own</b> each time a job ends, because it is published.',
			},
			activationHint:
				'Publish the workflow, then copy the Production URL into the additional field Webhook URL of each Scrupp node with the operation Start.',
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
