import { stringify } from 'yaml';
import { readConfig } from '../../src/config/read-config.ts';

type Group = Readonly<Record<string, unknown>>;

/** The settings that every source needs. */
export const source: Group = {
  name: 'leads',
  provider: 'scrapekit',
  api_key: 'sk_live_of-the-source',
  webhook_secrets: ['whsec_of-the-source'],
};

/** The settings that every target needs. */
export const target: Group = { name: 'crm', url: 'https://crm.example.com/hook' };

export const settings: Group = {
  public_url: 'https://relay.example.com',
  sources: [source],
  targets: [target],
};

export const withSource = (changes: Group): Group => ({ ...settings, sources: [{ ...source, ...changes }] });
export const withTarget = (changes: Group): Group => ({ ...settings, targets: [{ ...target, ...changes }] });

/** Reads settings, or the text of a file. */
export const read = (content: Group | string, environment: NodeJS.ProcessEnv = {}) =>
  readConfig(typeof content === 'string' ? content : stringify(content, { aliasDuplicateObjects: false }), {
    fileName: 'relay.yaml',
    environment,
  });

/** Returns the lines of the error for settings that are refused. */
export function refusal(content: Group | string, environment?: NodeJS.ProcessEnv): readonly string[] {
  try {
    read(content, environment);
  } catch (error) {
    if (error instanceof Error && error.name === 'SettingError') return error.message.split('\n');
    throw error;
  }
  throw new Error('The settings were accepted.');
}

/** Returns the refusals without their places. */
export const advice = (content: Group | string, environment?: NodeJS.ProcessEnv): readonly string[] =>
  refusal(content, environment).map((line) => line.replace(/^relay\.yaml:\d+:\d+: /, ''));
