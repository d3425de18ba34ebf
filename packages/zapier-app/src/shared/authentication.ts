import { ApiError, type CredentialWords, type ProviderDefinition } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { Authentication, Bundle, ZObject } from 'zapier-platform-core';
import { baseUrlOf, connect } from './connect.ts';
import { zapierError } from './errors.ts';

/** Defines how a user connects an account with an API key. The words are those of the provider's definition. */
export const apiKeyAuthentication = (provider: ProviderDefinition): Authentication => ({
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
  test: testAccount(provider),
  connectionLabel: '{{account}}',
});

function secretFields({ credentials: { webhookSecret } }: ProviderDefinition) {
  if (webhookSecret === undefined) return [];
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
  (provider: ProviderDefinition) =>
  async (z: ZObject, { authData }: Bundle): Promise<{ readonly account: string }> => {
    try {
      const { email, id } = await connect(provider, z, { authData, clock: systemClock }).account();
      return { account: email ?? id ?? new URL(baseUrlOf(provider, authData)).host };
    } catch (error) {
      const { badKeyStatuses = [401] } = provider;
      const isBadKey = ApiError.isInstance(error) && badKeyStatuses.includes(error.status ?? 0);
      if (!isBadKey) throw zapierError(z, error, provider);
      // An ExpiredAuthError would ask the user to reconnect an account that is not connected yet.
      throw new z.errors.Error(error.message, 'AuthenticationError', error.status);
    }
  };
