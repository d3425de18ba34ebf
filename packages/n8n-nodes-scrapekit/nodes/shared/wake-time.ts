import { openEntries, type Round } from './round';
import type { Ticket } from './wait-state';

/** Milliseconds until the jobs should be read again: as set, or in the provider's cadence for the youngest of them. */
export function pollDelayMs(round: Round): number {
	const { settings, session, state } = round;
	if (settings.pollEveryMs !== undefined) return settings.pollEveryMs;
	const youngest = Math.max(state.startedAt, ...tickets(round).map(({ startedAt = 0 }) => startedAt));
	const ageSeconds = (Date.now() - youngest) / 1000;
	const { cadence } = session.node.provider;
	const step = cadence.find(({ until }) => until === undefined || ageSeconds < until);
	return (step?.every ?? 60) * 1000;
}

/** When the parked execution has to come back at the latest, in milliseconds since the epoch. */
export function wakeAt(round: Round): number {
	const { settings, state } = round;
	const oldest = Math.min(...tickets(round).map(({ startedAt = state.startedAt }) => startedAt));
	const deadline = oldest + settings.giveUpAfterMs;
	return settings.resumeBy === 'webhook' ? deadline : Math.min(deadline, Date.now() + pollDelayMs(round));
}

const tickets = (round: Round): readonly Ticket[] => openEntries(round).map(({ ticket }) => ticket);
