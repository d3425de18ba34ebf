import type { INodeProperties } from 'n8n-workflow';

/** The values of the parameters `resource` and `operation` for which a field is shown. */
export interface ShownFor {
	readonly resource: string[];
	readonly operation: string[];
}

/** Returns the choice of how Start and Wait waits. */
export const waitingProperties = (resource: string[]): INodeProperties[] => [
	{
		displayName: 'While the Job Runs',
		name: 'whileRunning',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Sleep',
				value: 'sleep',
				description:
					'Pause the workflow until the jobs have ended, which suits long jobs and many items. The node needs a line back to itself.',
			},
			{
				name: 'Wait Here',
				value: 'wait',
				description: 'Keep the workflow running until the jobs have ended. Nothing has to be connected.',
			},
		],
		default: 'wait',
		description: 'What the workflow does until its jobs have ended',
		// An AI agent waits for its tool, so a tool never sleeps.
		displayOptions: { show: { resource, operation: ['startAndWait'] }, hide: { '@tool': [true] } },
	},
	{
		displayName:
			'Drag a line from the point "Still Running" of this node to the point at its left. Without this line the node does not sleep: it waits here.',
		name: 'sleepNotice',
		type: 'notice',
		default: '',
		displayOptions: {
			show: { resource, operation: ['startAndWait'], whileRunning: ['sleep'] },
			hide: { '@tool': [true] },
		},
	},
];

/** Returns the switch between a simplified row and the whole row, for these values of the parameter `output`. */
export const simplifyProperty = (show: ShownFor, output?: string[]): INodeProperties => ({
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
	displayOptions: { show: output === undefined ? { ...show } : { ...show, output } },
});

const giveUpAfter: INodeProperties = {
	displayName: 'Give Up After (Minutes)',
	name: 'giveUpAfter',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	description:
		'How long to wait for a job. The job continues after that, and its results can be fetched later by its ID.',
};

const pollEvery: INodeProperties = {
	displayName: 'Poll Every (Seconds)',
	name: 'pollEvery',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'How often to check a job. 0 checks often at first and less often later. A sleeping execution may wake up to a minute late.',
};

const cancelOnStop: INodeProperties = {
	displayName: 'Cancel on Stop',
	name: 'cancelOnStop',
	type: 'boolean',
	default: false,
	description:
		'Whether to cancel the running jobs when you stop the execution. The jobs of a sleeping execution go on, because n8n does not tell the node that it was stopped.',
};

const maxItems: INodeProperties = {
	displayName: 'Max Items',
	name: 'maxItems',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description: 'The largest number of items to return for each job. It does not change what the job costs.',
};

const skip: INodeProperties = {
	displayName: 'Skip',
	name: 'skip',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'How many results of each job to leave out at the beginning, to continue where an earlier run stopped',
};

const spendLimit: INodeProperties = {
	displayName: 'Spend Limit (Credits)',
	name: 'spendLimit',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 3 },
	default: 1,
	description:
		'The most credits that a job may cost. A job that may cost more is not started. The limit is for each job, and not for all jobs together.',
};

const waitBeforeSleep: INodeProperties = {
	displayName: 'Wait Before Sleeping (Seconds)',
	name: 'waitBeforeSleep',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 60 },
	default: 5,
	description: 'How long to wait for a small job before the execution sleeps, because waking it takes longer',
	displayOptions: { show: { '/whileRunning': ['sleep'] } },
};

/** The entries of the collection `options`. */
export const jobOptions = {
	cancelOnStop,
	giveUpAfter,
	maxItems,
	pollEvery,
	skip,
	spendLimit,
	waitBeforeSleep,
} as const;

/** Returns the collection `options` with the given entries, which stand in alphabetical order. */
export const optionsProperty = (show: ShownFor, entries: readonly INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: { ...show } },
	options: [...entries],
});
