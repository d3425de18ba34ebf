import { ConfigurationError, formatCredits } from '@scrapekit/core';
import { hint } from './hints';
import { type ExecuteSession, openSession } from './session';
import { n8nClock } from './transport';

/** How long the balance is awaited, in milliseconds. */
const PATIENCE_MS = 5_000;

/** The base URLs of servers that show no balance. This process does not ask them again. */
const withoutBalance = new Set<string>();

/**
 * Shows the credits that are left after the jobs of a run, where the provider tells them. A request that fails or takes
 * too long shows nothing, because the jobs matter more.
 */
export async function reportBalance(session: ExecuteSession): Promise<void> {
	const { context, node, baseUrl } = session;
	const { tells = [] } = node.provider.account ?? {};
	if (!tells.includes('balance') || withoutBalance.has(baseUrl)) return;
	const balance = await readBalance(session);
	if (balance !== undefined) hint(context, `Your account has ${formatCredits(balance)} credits left.`);
}

/** Thousandths of a credit. */
async function readBalance({ context, node, baseUrl }: ExecuteSession): Promise<number | undefined> {
	const { client } = await openSession(context, node, { retries: 0 });
	const over = new AbortController();
	const reading = client.account({ signal: over.signal }).then(
		({ balance }) => {
			if (balance === undefined) withoutBalance.add(baseUrl);
			return balance;
		},
		(error: unknown) => {
			if (ConfigurationError.isInstance(error)) withoutBalance.add(baseUrl);
			return undefined;
		},
	);
	const patience = n8nClock.sleep(PATIENCE_MS).then(() => {
		over.abort();
		return undefined;
	});
	return await Promise.race([reading, patience]);
}
