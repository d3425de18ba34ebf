import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { resumeFromWebhook } from '../shared/resume-from-webhook';
import { runNode } from '../shared/run';
import { scrapeKit } from './node';
import { accountProperties } from './resources/account';
import { emailProperties } from './resources/email';
import { scrapeProperties } from './resources/scrape';
import { verifyProperties } from './resources/verify';

export class ScrapeKit implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ScrapeKit',
		name: 'scrapeKit',
		icon: { light: 'file:../../icons/scrapekit.svg', dark: 'file:../../icons/scrapekit.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ cancel: "Cancel", get: "Get", getLeads: "Get Leads", getMany: "Get Many", getResults: "Get Results", start: "Start", startAndWait: "Start and Wait", verify: "Verify" })[$parameter["operation"]] + ": " + ({ account: "Account", email: "Email", scrape: "Scrape Job", verify: "Verification Job" })[$parameter["resource"]] }}',
		description: 'Find business leads on Google Maps and verify email addresses, for credits of ScrapeKit',
		defaults: { name: 'ScrapeKit' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ $parameter["operation"] === "startAndWait" && $parameter["whileRunning"] === "sleep" ? [{ type: "main", displayName: "Still Running" }, { type: "main", displayName: $parameter["resource"] === "scrape" ? "Leads" : "Addresses" }] : [{ type: "main" }] }}',
		credentials: [{ name: 'scrapeKitApi', required: true }],
		waitingNodeTooltip: 'Waiting for ScrapeKit to finish the job',
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: '',
				restartWebhook: true,
				isFullPath: true,
			},
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Account', value: 'account' },
					{ name: 'Email', value: 'email' },
					{ name: 'Scrape Job', value: 'scrape' },
					{ name: 'Verification Job', value: 'verify' },
				],
				default: 'scrape',
			},
			...accountProperties,
			...emailProperties,
			...scrapeProperties,
			...verifyProperties,
		],
	};

	// n8n requires these methods, but does not call them for a webhook that resumes an execution.
	webhookMethods = {
		default: {
			checkExists: async () => true,
			create: async () => true,
			delete: async () => true,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, scrapeKit);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resumeFromWebhook(this, scrapeKit);
	}
}
