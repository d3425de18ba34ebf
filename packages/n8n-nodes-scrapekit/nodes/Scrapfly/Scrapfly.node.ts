import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { runNode } from '../shared/run';
import { scrapfly } from './node';
import { accountProperties } from './resources/account';
import { pageProperties } from './resources/page';

export class Scrapfly implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Scrapfly',
		name: 'scrapfly',
		icon: { light: 'file:../../icons/scrapfly.svg', dark: 'file:../../icons/scrapfly.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ get: "Get", queue: "Queue", scrape: "Scrape" })[$parameter["operation"]] + ": " + ({ account: "Account", page: "Page" })[$parameter["resource"]] }}',
		description: 'Scrape web pages with the API credits of your Scrapfly plan',
		defaults: { name: 'Scrapfly' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'scrapflyApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Account', value: 'account' },
					{ name: 'Page', value: 'page' },
				],
				default: 'page',
			},
			...accountProperties,
			...pageProperties,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, scrapfly);
	}
}
