import { type CreatedJob, formatCredits, isTerminal, type Job } from '@scrapekit/core';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ExecuteSession } from './session';
import type { Ticket } from './tickets';

/** Shows a message above the output of the node. */
export const hint = (context: IExecuteFunctions, message: string): void =>
	context.addExecutionHints({ message, location: 'outputPane' });

/** Tells the user what was left out of a new job. */
export function reportReceipt({ context }: ExecuteSession, { id, receipt }: CreatedJob): void {
	const { clampedFrom, quantity, dropped } = receipt;
	const parts = [
		clampedFrom === undefined
			? ''
			: `The balance pays for ${quantity} of the ${clampedFrom} that were asked for.`,
		dropped.length === 0 ? '' : `${dropped.length} repeated or unusable entries were left out.`,
	].filter((part) => part !== '');
	if (parts.length > 0) hint(context, `Job ${id}: ${parts.join(' ')}`);
}

export const reportNoRows = ({ context }: ExecuteSession, { id }: Job): void =>
	hint(context, `Job ${id} is completed and has no results.`);

/** A job of a run, with the ticket that notes its estimated cost. */
interface PricedJob {
	readonly ticket: Ticket;
	readonly job?: Job;
}

/** Tells the user in one message what the jobs of a run cost, and what those will cost that have not ended. */
export function reportCost({ context }: ExecuteSession, jobs: readonly PricedJob[]): void {
	const ended = jobs.flatMap(({ job }) => (job !== undefined && isTerminal(job) ? job : []));
	const open = jobs.filter(({ job }) => job === undefined || !isTerminal(job));
	const used = ended.map(({ id, creditsUsed: credits }) => ({ id, credits }));
	const estimated = open.map(({ ticket: { jobId: id, estimatedCredits: credits } }) => ({ id, credits }));
	const refunded = total(ended.map(({ creditsRefunded = 0 }) => creditsRefunded));
	const parts = [
		costOf(used, 'cost'),
		refunded === 0 ? '' : `${formatCredits(refunded)} credits were given back.`,
		costOf(estimated, 'will cost about'),
	].filter((part) => part !== '');
	if (parts.length > 0) hint(context, parts.join(' '));
}

interface Price {
	/** The id of the job. */
	readonly id: string | undefined;
	/** Thousandths of a credit. */
	readonly credits: number | undefined;
}

/** Returns a sentence about the jobs of known cost, or an empty text when there is none. */
function costOf(prices: readonly Price[], verb: string): string {
	const known = prices.flatMap(({ id, credits }) => (credits === undefined ? [] : [{ id, credits }]));
	const [first] = known;
	if (first === undefined) return '';
	const subject = known.length === 1 ? `Job ${first.id}` : `${known.length} jobs`;
	return `${subject} ${verb} ${formatCredits(total(known.map(({ credits }) => credits)))} credits.`;
}

const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);
