import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { API_KEY, scruppRoutes } from './support/scripted-scrupp.ts';
import type { Answer, Routes } from './support/scripted-server.ts';
import { startProvider, type StartedProvider } from './support/started-provider.ts';

const ACCOUNT = 'GET /api/v1/account/credits';

let scrupp: StartedProvider;
beforeAll(async () => {
	scrupp = await startProvider({ type: 'scrupp', credential: 'scruppApi', apiKey: API_KEY });
});
afterAll(async () => await scrupp[Symbol.asyncDispose]());
beforeEach(() => {
	scrupp.server.received.length = 0;
	scrupp.server.routes = scruppRoutes();
});

const readings = () => scrupp.server.requests('GET', '/api/v1/account/credits');
const companies = { resource: 'companies', inputFrom: 'list', list: 'ibm', options: { pollEvery: 0.01 } };

describe('the balance of the account', () => {
	test.each(['start', 'startAndWait'])('is shown once after the jobs of %s', async (operation) => {
		const items = [{ json: {} }, { json: {} }];
		const { hints } = await scrupp.run({ ...companies, operation }, { items });

		expect(hints).toContain('Your account has 12.5 credits left.');
		expect(readings()).toHaveLength(1);
	});

	test('is not read when no job was started', async () => {
		const refuse = (): Answer => [400, { error: 'Bad input' }];
		scrupp.server.routes = { ...scruppRoutes(), 'POST /api/v1/company/linkedin': refuse };
		const { hints } = await scrupp.run({ ...companies, operation: 'start' });

		expect(hints.join()).not.toContain('credits left');
		expect(readings()).toEqual([]);
	});

	test.each<[string, Routes[string]]>([
		['is refused', () => [403, { error: 'No access' }]],
		['is a maintenance page', () => [200, '<html>maintenance</html>']],
		['breaks off', () => 'reset'],
		['asks for a pause of an hour', () => [429, {}, { 'retry-after': '3600' }]],
		['asks for a pause of a minute', () => [429, {}, { 'retry-after': '60' }]],
	])('does not harm the run when the answer about it %s', async (_, answer) => {
		scrupp.server.routes = { ...scruppRoutes(), [ACCOUNT]: answer };
		const outcome = await scrupp.run({ ...companies, operation: 'startAndWait' });

		expect(outcome.error).toBeUndefined();
		expect(outcome.hints.join()).not.toContain('credits left');
		expect(outcome.outputs.Action?.[0]).toHaveLength(2);
	});
});
