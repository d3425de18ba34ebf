import { type CreatedJob, formatCredits, type Job } from '@scrapekit/core';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { ExecuteSession } from './session';

/** Shows a message above the output of the node. */
export const hint = (context: IExecuteFunctions, message: string): void =>
	context.addExecutionHints({ message, location: 'outputPane' });

/** Tells the user what a new job will cost and what was left out of it. */
export function reportReceipt({ context }: ExecuteSession, { id, receipt }: CreatedJob): void {
	const { clampedFrom, quantity, estimatedCredits, dropped } = receipt;
	const parts = [
		estimatedCredits === undefined ? '' : `Job ${id} costs about ${formatCredits(estimatedCredits)} credits.`,
		clampedFrom === undefined
			? ''
			: `The balance pays for ${quantity} of the ${clampedFrom} that were asked for.`,
		dropped.length === 0 ? '' : `${dropped.length} repeated or unusable entries were left out.`,
	].filter((part) => part !== '');
	if (parts.length > 0) hint(context, parts.join(' '));
}

export const reportNoRows = ({ context }: ExecuteSession, { id }: Job): void =>
	hint(context, `Job ${id} is completed and has no rows.`);

/** Tells the user what the jobs of a run cost and what was given back. */
export function reportCost({ context }: ExecuteSession, jobs: readonly Job[]): void {
	const used = sum(jobs.map(({ creditsUsed }) => creditsUsed));
	if (used === undefined) return;
	const refunded = sum(jobs.map(({ creditsRefunded }) => creditsRefunded)) ?? 0;
	const refund = refunded === 0 ? '' : ` ${formatCredits(refunded)} were given back.`;
	hint(context, `The jobs cost ${formatCredits(used)} credits.${refund}`);
}

/** Adds the known amounts; undefined when none is known. */
function sum(amounts: readonly (number | undefined)[]): number | undefined {
	const known = amounts.filter((amount) => amount !== undefined);
	return known.length === 0 ? undefined : known.reduce((total, amount) => total + amount, 0);
}
