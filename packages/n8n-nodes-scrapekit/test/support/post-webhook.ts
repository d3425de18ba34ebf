import { request } from 'node:https';

/** Posts a delivery to the engine. Returns the HTTP status of the answer. */
export async function postWebhook(
	url: string,
	body: Uint8Array,
	headers: Readonly<Record<string, string>>,
): Promise<number> {
	const options = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
	return await new Promise((resolve, reject) => {
		// The engine has a self-signed certificate.
		const outgoing = request(url, { ...options, rejectUnauthorized: false }, (response) => {
			response.resume().on('end', () => resolve(response.statusCode ?? 0));
		});
		outgoing.on('error', reject).end(body);
	});
}
