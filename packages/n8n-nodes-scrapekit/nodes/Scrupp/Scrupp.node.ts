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
import { scrupp } from './node';
import { accountProperties } from './resources/account';
import { companiesProperties } from './resources/companies';
import { contactsProperties } from './resources/contacts';
import { jobProperties } from './resources/job';

export class Scrupp implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Scrupp',
		name: 'scrupp',
		icon: { light: 'file:../../icons/scrupp.svg', dark: 'file:../../icons/scrupp.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ get: "Get", getResults: "Get Results", start: "Start", startAndWait: "Start and Wait" })[$parameter["operation"]] + ": " + ({ account: "Account", companies: "Company Task", contacts: "Contact Task", job: "Job" })[$parameter["resource"]] }}',
		description: 'Look up companies and the people who work there, in jobs that Scrupp may charge for',
		defaults: { name: 'Scrupp' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ $parameter["operation"] === "startAndWait" && $parameter["whileRunning"] === "sleep" ? [{ type: "main", displayName: "Still Running" }, { type: "main", displayName: "Results" }] : [{ type: "main" }] }}',
		credentials: [{ name: 'scruppApi', required: true }],
		waitingNodeTooltip: 'Waiting for Scrupp to finish the job',
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
					{ name: 'Company Task', value: 'companies' },
					{ name: 'Contact Task', value: 'contacts' },
					{ name: 'Job', value: 'job' },
				],
				default: 'companies',
			},
			...accountProperties,
			...companiesProperties,
			...contactsProperties,
			...jobProperties,
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
		return await runNode(this, scrupp);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resumeFromWebhook(this, scrupp);
	}
}
