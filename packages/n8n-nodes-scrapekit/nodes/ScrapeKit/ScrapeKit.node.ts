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
import { runJobs } from '../shared/run-jobs';
import { jobProperties } from './descriptions/job';
import { outputProperties } from './descriptions/output';
import { searchProperties } from './descriptions/search';
import { startProperties } from './descriptions/start';
import { startAndWaitProperties } from './descriptions/start-and-wait';
import { scrapeJobs } from './scrape-jobs';

export class ScrapeKit implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ScrapeKit',
		name: 'scrapeKit',
		icon: { light: 'file:../../icons/scrapekit.svg', dark: 'file:../../icons/scrapekit.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Find business leads with their contact details through ScrapeKit',
		defaults: { name: 'ScrapeKit' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ $parameter["operation"] === "startAndWait" ? [{ type: "main", displayName: "Leads" }, { type: "main", displayName: "Still Running" }] : [{ type: "main" }] }}',
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
				options: [{ name: 'Scrape Job', value: 'scrape' }],
				default: 'scrape',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['scrape'] } },
				options: [
					{
						name: 'Cancel',
						value: 'cancel',
						description: 'Stop a job; leads found so far are charged but cannot be fetched',
						action: 'Cancel a scrape job',
					},
					{
						name: 'Get',
						value: 'get',
						description: 'Show the status, the progress and the cost of a job',
						action: 'Get a scrape job',
					},
					{
						name: 'Get Leads',
						value: 'getLeads',
						description: 'Fetch the leads of a completed job; this is free and can be repeated',
						action: 'Get the leads of a scrape job',
					},
					{
						name: 'Start',
						value: 'start',
						description: 'Start a job and continue at once with its ID; each lead is charged',
						action: 'Start a scrape job',
					},
					{
						name: 'Start and Wait',
						value: 'startAndWait',
						description: 'Start a job and continue with its leads when it has ended; each lead is charged',
						action: 'Start a scrape job and wait for its leads',
					},
				],
				default: 'startAndWait',
			},
			...searchProperties,
			...jobProperties,
			...outputProperties,
			...startProperties,
			...startAndWaitProperties,
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
		return await runJobs(this, scrapeJobs);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resumeFromWebhook(this, scrapeJobs, this.getNodeParameter('resource') as string);
	}
}
