import { ConfigurationError, type Job, type ListOptions } from '@scrapekit/core';
import type { IDataObject } from 'n8n-workflow';
import { toNodeError } from './node-error';
import type { Session } from './session';

export interface ListRequest extends ListOptions {
	/** The jobs of this operation of the provider are listed. */
	readonly operation: string;
	readonly maxJobs: number;
}

/** Returns the account's jobs, newest first, or undefined when the server offers no list of jobs (A20). */
export async function fetchJobList(
	session: Session,
	{ operation, maxJobs, ...options }: ListRequest,
): Promise<readonly Job[] | undefined> {
	const jobs: Job[] = [];
	try {
		for await (const job of session.client.list(operation, options)) {
			jobs.push(job);
			if (jobs.length === maxJobs) break;
		}
	} catch (error) {
		if (ConfigurationError.isInstance(error)) return undefined;
		throw toNodeError(session, error);
	}
	return jobs;
}

/** The time at which a listed job was created, in ISO 8601 and UTC. */
export const createdAtOf = ({ raw }: Job): string => String((raw as IDataObject).created_at);
