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
import { matchKraft } from './node';
import { triggerProperties } from './trigger-properties';

export class MatchKraftTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MatchKraft Trigger',
		name: 'matchKraftTrigger',
		icon: { light: 'file:../../icons/matchkraft.svg', dark: 'file:../../icons/matchkraft.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ "Job " + $parameter["events"].join(" or ") }}',
		description: 'Starts the workflow when a MatchKraft job has ended',
		defaults: { name: 'MatchKraft Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'matchKraftApi', required: true }],
		eventTriggerDescription:
			'Paste the Test URL under Webhook URLs into the MatchKraft dashboard under Integrations, Webhook, and start a job. The workflow runs when the job has ended.',
		activationMessage:
			'Paste the Production URL of this trigger into the MatchKraft dashboard under Integrations, Webhook. The account has one URL for all workflows.',
		triggerPanel: {
			header: 'See a finished job',
			executionsHelp: {
				inactive:
					'<b>While building your workflow</b>, press the button to see a made-up job, or set Test With to Webhook to wait for a real one.<br /><br /><b>Once it is published</b>, it runs on its own each time a job ends.',
				active:
					'<b>While building your workflow</b>, press the button to see a made-up job, or set Test With to Webhook to wait for a real one.<br /><br /><b>It also runs on its own</b> each time a job ends, because it is published.',
			},
			activationHint:
				'Publish the workflow, then paste the Production URL into the MatchKraft dashboard under Integrations, Webhook.',
		},
		webhooks: [
			{
				name: 'default',
				// n8n registers no webhook with an empty method. So it is off in a test with a sample.
				httpMethod: '={{ !$workflow.active && $parameter["testWith"] === "sample" ? "" : "POST" }}',
				responseMode: 'onReceived',
				path: 'matchkraft',
				ndvHideMethod: true,
			},
		],
		properties: [...triggerProperties],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this, matchKraft);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this, matchKraft);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this, matchKraft);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await triggerOnWebhook(this, matchKraft);
	}

	// n8n calls this with the reports that webhook() returned, and without one in a test with a sample. Only this
	// method has access to n8n's store of processed items, by which an event is emitted once.
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await emitReported(this, matchKraft);
	}
}
