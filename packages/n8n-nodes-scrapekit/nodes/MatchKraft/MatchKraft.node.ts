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
import { matchKraft } from './node';
import { domainScanProperties } from './resources/domain-scan';
import { emailFinderProperties } from './resources/email-finder';
import { emailValidationProperties } from './resources/email-validation';

export class MatchKraft implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MatchKraft',
		name: 'matchKraft',
		icon: { light: 'file:../../icons/matchkraft.svg', dark: 'file:../../icons/matchkraft.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ get: "Get", getResults: "Get Results", start: "Start", startAndWait: "Start and Wait" })[$parameter["operation"]] + ": " + ({ domainScan: "Domain Scan", emailFinder: "Email Search", emailValidation: "Email Validation" })[$parameter["resource"]] }}',
		description: 'Find, search for and validate email addresses in jobs that MatchKraft may charge for',
		defaults: { name: 'MatchKraft' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ $parameter["operation"] === "startAndWait" && $parameter["whileRunning"] === "sleep" ? [{ type: "main", displayName: "Still Running" }, { type: "main", displayName: "Results" }] : [{ type: "main" }] }}',
		credentials: [{ name: 'matchKraftApi', required: true }],
		waitingNodeTooltip: 'Waiting for MatchKraft to finish the job',
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
					{ name: 'Domain Scan', value: 'domainScan' },
					{ name: 'Email Search', value: 'emailFinder' },
					{ name: 'Email Validation', value: 'emailValidation' },
				],
				default: 'emailValidation',
			},
			...domainScanProperties,
			...emailFinderProperties,
			...emailValidationProperties,
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
		return await runNode(this, matchKraft);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resumeFromWebhook(this, matchKraft);
	}
}
