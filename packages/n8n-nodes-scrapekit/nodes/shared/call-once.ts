import { ApiError, NetworkError, type Row, UnexpectedAnswerError } from '@scrapekit/core';
import type { PlannedInput } from './job-input';
import { factsOf, failureError, toNodeError } from './node-error';
import type { ExecuteSession } from './session';
import { type Ticket, ticketOf } from './tickets';

/** The answers of this process. They can be large, so they are not stored with the execution. */
const answers = new WeakMap<Ticket, Row>();

/**
 * Runs an operation that answers at once, and that is paid. When n8n repeats a failed run (Retry On Fail), it returns the
 * answer of the first run, and a call that may have been charged without an answer is not sent again (C189). Throws
 * NodeApiError and NodeOperationError.
 */
export async function callOnce(session: ExecuteSession, operation: string, plan: PlannedInput): Promise<Row> {
	const { context, client, signal } = session;
	const ticket = ticketOf(context, plan.itemIndex);
	const known = answers.get(ticket);
	if (known !== undefined) return known;
	if (ticket.failure !== undefined) {
		throw failureError(context.getNode(), ticket.failure, {
			description: 'The call may have been charged, so it is sent again only in a new execution.',
			itemIndex: plan.itemIndex,
		});
	}
	const input = await plan.read();
	const answer = await client.call(operation, input, { signal }).catch((error: unknown) => {
		const failure = toNodeError(session, error, { itemIndex: plan.itemIndex, operation });
		if (mayBeCharged(error)) ticket.failure = { message: failure.message, facts: factsOf(failure) };
		throw failure;
	});
	answers.set(ticket, answer);
	return answer;
}

/** Whether the provider may have acted on the call. A refusal (4xx) is not charged. */
const mayBeCharged = (error: unknown): boolean =>
	UnexpectedAnswerError.isInstance(error) ||
	(NetworkError.isInstance(error) && error.sent) ||
	(ApiError.isInstance(error) && (error.status ?? 0) >= 500 && error.status !== 501);
