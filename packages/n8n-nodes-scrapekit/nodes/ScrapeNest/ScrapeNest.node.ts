import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { runNode } from '../shared/run';
import { scrapeNest } from './node';
import { artifactProperties } from './resources/artifact';
import { endpointProperties } from './resources/endpoint';
import { scrapeProperties } from './resources/scrape';

export class ScrapeNest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ScrapeNest',
		name: 'scrapeNest',
		icon: { light: 'file:../../icons/scrapenest.svg', dark: 'file:../../icons/scrapenest.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ create: "Create", delete: "Delete", download: "Download", get: "Get", getMany: "Get Many", getResults: "Get Results", start: "Start", startAndWait: "Start and Wait" })[$parameter["operation"]] + ": " + ({ artifact: "File", endpoint: "Webhook Endpoint", scrape: "Scraping Job" })[$parameter["resource"]] }}',
		description: 'Scrape web pages into files, in jobs that ScrapeNest may charge for',
		defaults: { name: 'ScrapeNest' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ $parameter["operation"] === "startAndWait" && $parameter["whileRunning"] === "sleep" ? [{ type: "main", displayName: "Still Running" }, { type: "main", displayName: "Files" }] : [{ type: "main" }] }}',
		credentials: [{ name: 'scrapeNestApi', required: true }],
		waitingNodeTooltip: 'Waiting for ScrapeNest to finish the job',
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'File', value: 'artifact' },
					{ name: 'Scraping Job', value: 'scrape' },
					{ name: 'Webhook Endpoint', value: 'endpoint' },
				],
				default: 'scrape',
			},
			...artifactProperties,
			...endpointProperties,
			...scrapeProperties,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, scrapeNest);
	}
}
