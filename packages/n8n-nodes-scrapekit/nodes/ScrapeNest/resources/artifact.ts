import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../../shared/provider-node';

export const artifactResource: Resource = {
	operation: 'scrape',
	actions: { download: 'artifact' },
};

const resource = ['artifact'];

export const artifactProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource } },
		options: [
			{
				name: 'Download',
				value: 'download',
				description:
					'Fetch the content of a file that a scraping job produced, as binary data in the field "data"',
				action: 'Download a file of a scraping job',
			},
		],
		default: 'download',
	},
	{
		displayName: 'Job ID',
		name: 'jobId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. job_01HX5N3W4Q8K',
		description: 'The ID of the job that produced the file',
		displayOptions: { show: { resource } },
	},
	{
		displayName: 'File ID',
		name: 'artifactId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. art_01HX5N3W4Q8K',
		description: 'The ID of the file, by which its content is fetched',
		displayOptions: { show: { resource } },
	},
];
