import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { describeFailure, SettingError } from '@scrapekit/storage/startup-failure';
import type { RelayConfig } from './config/config.ts';
import { readConfig } from './config/read-config.ts';
import { readEnvironment } from './read-environment.ts';
import { startRelay, type RunningRelay } from './relay.ts';
import { relayVersion } from './storage/schema.ts';

const USAGE = `scrapekit-relay [settings file]

Receives webhooks and delivers them. The settings file is relay.yaml unless another one is named.

  --check    read the settings, report mistakes and stop
  --version  print the version
  --help     print this text

Environment: PORT (8790), HOST (127.0.0.1), DATA_DIR (.relay) or DATABASE_URL, ADMIN_TOKEN for the status page,
ALLOW_PRIVATE_TARGETS (false), LOG_LEVEL (info), and the variables that the settings name.
`;

/** Runs the relay until SIGINT or SIGTERM. A mistake of the operator is reported in one message, without a stack. */
export async function runCommandLine(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    await run(args, environment);
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`);
    process.exitCode = 1;
  }
}

async function run(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { values, file } = parse(args);
  const print = (text: string) => void process.stdout.write(text);
  if (values.help === true) {
    print(USAGE);
    return;
  }
  if (values.version === true) {
    print(`${relayVersion()}\n`);
    return;
  }
  const config = readConfig(await readFile(file, 'utf8').catch(cannotRead(file)), {
    fileName: file,
    environment,
  });
  if (values.check === true) {
    print(`${file} has no mistakes.\n`);
    return;
  }
  const relay = await startRelay({ config, ...readEnvironment(environment) });
  print(describeStart(relay, config));
  // A second signal ends the process at once, because the handlers are gone then.
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await relay.close();
}

const options = {
  check: { type: 'boolean' },
  version: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.length > 1) throw new TypeError('Name one settings file.');
    return { values, file: positionals[0] ?? 'relay.yaml' };
  } catch (error) {
    throw new SettingError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

const cannotRead =
  (file: string) =>
  (cause: NodeJS.ErrnoException): never => {
    const reason = cause.code === 'ENOENT' ? 'it does not exist' : cause.message;
    throw new SettingError(
      `The settings file ${file} cannot be read: ${reason}. Copy relay.example.yaml from the package and change it.`,
      { cause },
    );
  };

function describeStart({ url, webhookUrls }: RunningRelay, { sources }: RelayConfig): string {
  const lines = sources.map(
    ({ name, provider }) => `  ${name} (${provider.name}): ${webhookUrls.get(name) ?? ''}`,
  );
  return `The relay is listening on ${url}\nEnter these addresses for webhooks at the providers:\n${lines.join('\n')}\n`;
}
