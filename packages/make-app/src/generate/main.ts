import { fileURLToPath } from 'node:url';
import { writeApps } from './write-apps.ts';

const folder = fileURLToPath(new URL('../../dist/apps', import.meta.url));
for (const app of await writeApps(folder)) process.stdout.write(`${app}\n`);
