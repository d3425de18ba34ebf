import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { transportContract } from '@scrapekit/core/testing';
import type { ICredentialType } from 'n8n-workflow';
import type * as TransportModule from '../nodes/shared/transport.ts';
import { contextFor } from './support/context.ts';

const packageFolder = join(import.meta.dirname, '..');
const type: ICredentialType = { name: 'scrapeKitApi', displayName: 'Test', properties: [] };
let folder: string;
let openTransport: (typeof TransportModule)['openTransport'];

beforeAll(async () => {
	const cache = join(packageFolder, '.cache');
	await mkdir(cache, { recursive: true });
	folder = await mkdtemp(join(cache, 'transport-'));
	const outfile = join(folder, 'transport.cjs');
	const entryPoints = [join(packageFolder, 'nodes/shared/transport.ts')];
	await build({
		entryPoints,
		outfile,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		external: ['n8n-workflow'],
	});
	({ openTransport } = createRequire(import.meta.url)(outfile) as typeof TransportModule);
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

describe("n8n's transport", () => {
	for (const { name, run } of transportContract((request) =>
		openTransport(contextFor(type, {}), type.name).transport(request),
	)) {
		test(name, run);
	}
});
