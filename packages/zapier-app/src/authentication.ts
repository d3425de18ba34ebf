import {
  type AccountReading,
  ApiError,
  type Clock,
  ConfigurationError,
  type CredentialWords,
  type ProviderDefinition,
} from '@scrapekit/core';
import { randomUUID } from 'node:crypto';
import type { Authentication, Bundle, ZObject } from 'zapier-platform-core';
import { baseUrlOf, connect } from './connect.ts';
import { zapierError } from './errors.ts';

/** Defines how a user connects an account with an API key. The words are those of the provider's definition. */
export const connectAccount = (provider: ProviderDefinition, clock: Clock): Authentication => ({
  type: 'custom',
  fields: [
    {
      key: 'api_key',
      label: 'API Key',
      type: 'password',
      required: true,
      helpText: helpWithLink(provider.credentials.apiKey),
    },
    ...secretFields(provider),
    {
      key: 'base_url',
      label: 'Base URL',
      type: 'string',
      required: false,
      default: provider.baseUrl,
      isNoSecret: true,
      helpText: 'Change this only if you run your own server. It must start with `https://`.',
    },
  ],
  test: testAccount(provider, clock),
  connectionLabel: '{{account}}',
});

/** The secret is asked for where a step waits for a callback. A trigger registers its endpoint with a secret of its own. */
function secretFields({ credentials: { webhookSecret }, webhook: { registration } }: ProviderDefinition) {
  if (webhookSecret === undefined || registration.kind !== 'per-job') return [];
  const use = 'With it, the log of a step says whether a callback has a genuine signature.';
  return [
    {
      key: 'webhook_secret',
      label: 'Webhook Secret',
      type: 'password' as const,
      required: false,
      helpText: `${helpWithLink(webhookSecret)} ${use}`,
    },
  ];
}

const helpWithLink = ({ help, page }: CredentialWords): string => `${help} [Open the page](${page}).`;

const testAccount =
  (provider: ProviderDefinition, clock: Clock) =>
  async (z: ZObject, { authData }: Bundle): Promise<{ readonly account: string }> => {
    try {
      const { email, id } =
        provider.account === undefined
          ? await compareKeys(provider, z, { authData, clock })
          : await connect(provider, z, { authData, clock }).account();
      return { account: email ?? id ?? new URL(baseUrlOf(provider, authData)).host };
    } catch (error) {
      if (!isBadKey(provider, error)) throw zapierError(z, error, provider);
      // An ExpiredAuthError would ask the user to reconnect an account that is not connected yet.
      throw new z.errors.Error(error.message, 'AuthenticationError', error.status);
    }
  };

const isBadKey = ({ badKeyStatuses = [401] }: ProviderDefinition, error: unknown): error is ApiError =>
  ApiError.isInstance(error) && badKeyStatuses.includes(error.status ?? 0);

const UNKNOWN_JOB = '00000000-0000-0000-0000-000000000000';

/**
 * Tests a key where no free request proves one. A job that does not exist is asked for with the key and with a wrong key:
 * any website answers 404, but only the provider's API refuses the wrong key. At the provider's own address the answer to
 * the given key alone decides, because its API may look for the job first.
 */
async function compareKeys(
  provider: ProviderDefinition,
  z: ZObject,
  { authData, clock }: Pick<Bundle, 'authData'> & { readonly clock: Clock },
): Promise<AccountReading> {
  const operation = Object.keys(provider.operations)[0] ?? '';
  const ask = async (apiKey: string | undefined) => {
    const client = connect(provider, z, { authData: { ...authData, api_key: apiKey ?? '' }, clock });
    await client.get({ id: UNKNOWN_JOB, operation }).catch((error: unknown) => {
      if (!ApiError.isInstance(error) || error.status !== 404) throw error;
    });
  };
  await ask(authData.api_key);
  if (baseUrlOf(provider, authData) === provider.baseUrl) return {};
  try {
    await ask(`wrong-${randomUUID()}`);
  } catch (error) {
    if (isBadKey(provider, error)) return {};
    throw error;
  }
  throw new ConfigurationError(
    `No ${provider.name} API that checks keys answers at this base URL. Check it for typing errors.`,
  );
}
