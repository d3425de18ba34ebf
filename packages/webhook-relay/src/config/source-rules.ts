import { keyPrefixes, type ProviderDefinition, providers } from '@scrapekit/core';
import type { SettingProblem } from './problems.ts';
import { elementsOf, type RawEntry } from './raw-settings.ts';
import { resolveSecret } from './secret.ts';
import { providerIds } from './settings-schema.ts';

const definitions: readonly ProviderDefinition[] = Object.values(providers);
const secretPrefixes = definitions.flatMap(({ credentials }) => credentials.webhookSecret?.prefix ?? []);
const apiKeyPrefixes = keyPrefixes(definitions).filter((prefix) => !secretPrefixes.includes(prefix));

const beginsWith = (text: string | undefined, prefixes: readonly (string | undefined)[]): boolean =>
  prefixes.some((prefix) => prefix !== undefined && text?.startsWith(prefix) === true);

/** Returns whether a secret is an API key of a provider, by its beginning. */
export const looksLikeApiKey = (secret: string | undefined): boolean => beginsWith(secret, apiKeyPrefixes);

/** Returns the problems between the settings of one source. They do not depend on its other problems. */
export function sourceProblems(
  { settings, path }: RawEntry,
  environment: NodeJS.ProcessEnv,
): readonly SettingProblem[] {
  const id = providerIds.find((each) => each === settings['provider']);
  const definition: ProviderDefinition | undefined = id && providers[id];
  const apiKey = resolveSecret(settings['api_key'], environment);
  const problem = (setting: string, message: string | undefined): readonly SettingProblem[] =>
    message === undefined ? [] : [{ path: [...path, setting], message }];
  if (definition === undefined) return problem('api_key', refuseApiKey(apiKey));
  return [
    ...problem('api_key', refuseApiKey(apiKey, definition, settings['base_url'] === undefined)),
    ...problem('webhook_secrets', refuseSecretsOf(definition, settings['webhook_secrets'])),
    ...elementsOf(settings['webhook_secrets']).flatMap(([at, written]) => {
      const message = refuseWebhookSecret(definition, resolveSecret(written, environment), apiKey);
      return message === undefined ? [] : [{ path: [...path, 'webhook_secrets', at], message }];
    }),
  ];
}

function refuseApiKey(
  apiKey: string | undefined,
  definition?: ProviderDefinition,
  atDefaultAddress = false,
): string | undefined {
  if (beginsWith(apiKey, secretPrefixes))
    return 'This looks like a webhook secret. Write it under webhook_secrets, and the API key here.';
  const own = definition?.credentials.apiKey.prefix;
  // A server of the user's own may have keys of any form.
  if (!atDefaultAddress || own === undefined || beginsWith(apiKey, [own])) return undefined;
  const owner = definitions.find(({ credentials }) => beginsWith(apiKey, [credentials.apiKey.prefix]));
  return (
    owner && `This looks like a key of ${owner.name}. Write the key of ${definition?.name ?? 'the provider'}.`
  );
}

function refuseSecretsOf(
  { name, credentials, webhook }: ProviderDefinition,
  written: unknown,
): string | undefined {
  if (webhook.secret === 'none')
    return written === undefined ? undefined : `Remove this: ${name} does not sign its webhooks.`;
  if (written !== undefined || webhook.secret === 'api-key') return undefined;
  return `This is missing. List the secret that signs webhooks. ${credentials.webhookSecret?.help ?? ''}`.trim();
}

function refuseWebhookSecret(
  { webhook }: ProviderDefinition,
  secret: string | undefined,
  apiKey: string | undefined,
): string | undefined {
  if (secret === undefined || webhook.secret === 'api-key') return undefined;
  return looksLikeApiKey(secret) || secret === apiKey
    ? 'This looks like an API key. Write the secret that signs webhooks, and the key under api_key.'
    : undefined;
}
