import type { ExecuteSession } from './session';

/** Where a webhook can resume this execution, or why none can. */
export type ResumeAddress = { readonly url: string } | { readonly url?: undefined; readonly reason: string };

/** n8n adds a token to the address, so that nobody else can call it; the delivery is verified all the same. */
export async function resumeAddress({ context, node }: ExecuteSession): Promise<ResumeAddress> {
	const { name } = node.provider;
	const { webhookSecret } = await context.getCredentials<{ webhookSecret?: string }>(node.credential);
	if (!webhookSecret) return { reason: `the ${name} credential holds no webhook secret` };
	const url = String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	if (url.startsWith('https://')) return { url };
	return { reason: `${name} calls https:// addresses only, and this n8n answers at ${new URL(url).origin}` };
}
