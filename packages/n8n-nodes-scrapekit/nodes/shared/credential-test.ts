import type { IAuthenticateRuleResponseCode, ICredentialTestRequest } from 'n8n-workflow';

export interface TestedAnswer {
	/** The provider's name. */
	readonly name: string;
	/** A key that the answer to a valid API key has. */
	readonly proof: string;
	/** The statuses of the answer to an unknown API key. */
	readonly badKey: readonly number[];
}

/** Returns the rules by which n8n explains why the test of a credential failed. */
export function testRules({ name, proof, badKey }: TestedAnswer): ICredentialTestRequest['rules'] {
	const unknownKey = `${name} does not know this API key. Copy it again, or create a new one.`;
	const elsewhere = `There is no ${name} API at this base URL. Check it for typing errors, and leave out a path such as /api/v1.`;
	const messages = new Map([
		...[301, 302, 303, 307, 308, 404, 405].map((status) => [status, elsewhere] as const),
		[401, unknownKey],
		[403, `${name} refuses this API key. Check the state of the account and what the key may do.`],
		[429, `${name} is receiving too many requests with this key. Try again in a minute.`],
		[500, `${name} has an internal problem. Try again in a minute.`],
		[502, `${name} cannot be reached at the moment. Try again in a minute.`],
		[503, `${name} cannot be reached at the moment. Try again in a minute.`],
		...badKey.map((status) => [status, unknownKey] as const),
	]);
	const ofRefusal = [...messages].map(([value, message]) => ({
		type: 'responseCode' as const,
		properties: { value, message },
	}));
	const ofOtherServer = {
		type: 'responseSuccessBody',
		properties: { key: proof, value: undefined, message: elsewhere },
	};
	// n8n applies the first kind to a refusal and the second to another answer. Its type allows only one kind in a list.
	return [...ofRefusal, ofOtherServer] as IAuthenticateRuleResponseCode[];
}
