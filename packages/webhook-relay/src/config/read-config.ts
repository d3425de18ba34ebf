import { providers } from '@scrapekit/core';
import { SettingError } from '@scrapekit/storage/startup-failure';
import type { RelayConfig, Source, Target, TargetRows } from './config.ts';
import { describeProblems, problemsOf } from './problems.ts';
import { ruleProblems } from './rules.ts';
import { type Settings, settingsSchema, type TargetSettings } from './settings-schema.ts';
import { parseSettingsFile } from './settings-file.ts';
import { headersOf } from './target-headers.ts';

export interface ReadConfigOptions {
  /** The name of the file for messages. */
  readonly fileName: string;
  /** The environment variables: those that the file names, and ALLOW_PRIVATE_TARGETS. */
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Reads the settings of a relay from the text of a file in YAML or JSON. Throws SettingError with one line for each thing
 * to change, such as `relay.yaml:12:5: targets[0].url: Use an https address.` No line repeats a secret.
 */
export function readConfig(text: string, { fileName, environment }: ReadConfigOptions): RelayConfig {
  const file = parseSettingsFile(text);
  const allowPrivate = environment['ALLOW_PRIVATE_TARGETS'] ?? '';
  const ownProblems = ['', 'true', 'false'].includes(allowPrivate)
    ? []
    : ['ALLOW_PRIVATE_TARGETS: Write true or false.'];
  if (file.syntaxProblems.length > 0) {
    const lines = file.syntaxProblems.map(
      ({ place: { line, column }, message }) => `${fileName}:${line}:${column}: ${message}`,
    );
    throw new SettingError([...ownProblems, ...lines].join('\n'));
  }
  const surroundings = { environment, allowPrivate: allowPrivate === 'true' };
  const { data, error } = settingsSchema(surroundings).safeParse(file.content);
  const problems = [...problemsOf(error?.issues ?? []), ...ruleProblems(file.content, environment)];
  const lines = [...ownProblems, ...describeProblems(problems, file, fileName)];
  if (data === undefined || lines.length > 0) throw new SettingError(lines.join('\n'));
  return { ...configOf(data), allowPrivate: surroundings.allowPrivate };
}

function configOf({
  public_url: publicUrl,
  sources,
  targets: written,
}: Settings): Omit<RelayConfig, 'allowPrivate'> {
  const targets = written.map(targetOf);
  return { publicUrl, sources: sources.map((source) => sourceOf(source, targets)), targets };
}

function sourceOf(source: Settings['sources'][number], targets: readonly Target[]): Source {
  const { name, api_key: apiKey, targets: names } = source;
  const provider = providers[source.provider];
  return {
    name,
    provider,
    baseUrl: source.base_url ?? provider.baseUrl,
    apiKey,
    webhookSecrets: source.webhook_secrets ?? (provider.webhook.secret === 'api-key' ? [apiKey] : []),
    targets: targets.filter((target) => names?.includes(target.name) ?? true),
    lateAfterMs: source.late_after_seconds * 1_000,
  };
}

const targetOf = (target: TargetSettings): Target => ({
  name: target.name,
  url: target.url,
  headers: headersOf(target),
  signingSecret: target.signing_secret,
  rows: rowsOf(target),
});

function rowsOf({ kind, rows = kind === 'clay' ? 'single' : 'none' }: TargetSettings): TargetRows {
  return typeof rows === 'string'
    ? { kind: rows }
    : { kind: 'pages', maxBytes: rows.max_bytes, maxRows: rows.max_rows };
}
