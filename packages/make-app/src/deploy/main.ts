import { Make } from '@makehq/sdk';
import { providers } from '@scrapekit/core';
import { writeAppFiles } from '../format/app-files.ts';
import { generateApp } from '../generate/app.ts';
import { deployApp } from './deploy-app.ts';
import { readCommand } from './read-command.ts';

const token = process.env.MAKE_API_TOKEN ?? '';

try {
  const { provider, target, protocol, zone } = readCommand(process.argv.slice(2), process.env);
  const make = new Make(token, zone);
  make.protocol = protocol;
  const files = writeAppFiles(generateApp(providers[provider]));
  await deployApp(files, { make, target, report: (line) => process.stdout.write(`${line}\n`) });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const shown = token === '' ? message : message.replaceAll(token, '*****');
  process.stderr.write(`${shown}\n`);
  process.exitCode = 1;
}
