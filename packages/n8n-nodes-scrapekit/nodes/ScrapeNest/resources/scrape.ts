import type { INodeProperties } from 'n8n-workflow';
import { jobOptions, optionsProperty, waitingProperties } from '../../shared/job-properties';
import type { Resource } from '../../shared/provider-node';

export const scrapeResource: Resource = {
	operation: 'scrape',
	actions: { get: 'get', getResults: 'results', start: 'start', startAndWait: 'startAndWait' },
};

const resource = ['scrape'];

export const scrapeProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Show the status of a scraping job, which is free',
				action: 'Get a scraping job',
			},
			{
				name: 'Get Results',
				value: 'getResults',
				description: 'List the files of a completed scraping job',
				action: 'Get the results of a scraping job',
			},
			{
				name: 'Start',
				value: 'start',
				description:
					'Scrapes one page and keeps its content in files. ScrapeNest may charge your account for each page. Its documentation does not state the price. The workflow continues at once with the ID of the scraping job.',
				action: 'Start a paid scraping job',
			},
			{
				name: 'Start and Wait',
				value: 'startAndWait',
				description:
					'Scrapes one page and keeps its content in files. ScrapeNest may charge your account for each page. Its documentation does not state the price. The workflow continues with the list of files when the scraping job has ended.',
				action: 'Start a paid scraping job and wait for its files',
			},
		],
		default: 'startAndWait',
	},
	{
		displayName: 'Page URL',
		name: 'url',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com',
		description: 'The address of the page to scrape. ScrapeNest may charge your account for each page.',
		displayOptions: { show: { resource, operation: ['start', 'startAndWait'] } },
	},
	{
		displayName: 'Job ID',
		name: 'jobId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. job_01HX5N3W4Q8K',
		description: 'The job_id from the output of Start',
		displayOptions: { show: { resource, operation: ['get', 'getResults'] } },
	},
	...waitingProperties(resource),
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Job',
				value: 'job',
				description: 'Only the fields of the job, without its files',
			},
			{
				name: 'One Item per File',
				value: 'items',
				description:
					'Each item describes a file. The operation Download of the resource File fetches its content.',
			},
		],
		default: 'items',
		displayOptions: {
			show: { resource, operation: ['getResults', 'startAndWait'] },
			hide: { '@tool': [true] },
		},
	},
	optionsProperty({ resource, operation: ['getResults'] }, [jobOptions.maxItems, jobOptions.skip]),
	optionsProperty({ resource, operation: ['startAndWait'] }, [
		jobOptions.giveUpAfter,
		jobOptions.maxItems,
		jobOptions.pollEvery,
		jobOptions.skip,
		jobOptions.waitBeforeSleep,
	]),
];
