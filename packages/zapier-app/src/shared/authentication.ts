import { ApiError, type Client, type ProviderDefinition } from '@scrapekit/core';
import { systemClock } from '@scrapekit/core/system-clock';
import type { Authentication, Bundle, ZObject } from 'zapier-platform-core';
import { baseUrlOf, connect } from './connect.ts';
import { zapierError } from './errors.ts';

export interface AuthenticationOptions {
  /** Where to find the key, as Markdown. */
  readonly keyHelp: string;
  /** Where to find the signing secret, as Markdown. */
  readonly secretHelp: string;
  /** Makes a free call that fails with a bad key. Returns the account's name, if the server tells it. */
  readonly fetchAccount: (client: Client) => Promise<string | undefined>;
}

/** Defines how a user connects an account with an API key. */
export const apiKeyAuthentication = (
  provider: ProviderDefinition,
  { keyHelp, secretHelp, fetchAccount }: AuthenticationOptions,
): Authentication => ({
  type: 'custom',
  fields: [
    { key: 'api_key', label: 'API Key', type: 'password', required: true, helpText: keyHelp },
    {
      key: 'webhook_secret',
      label: 'Webhook Secret',
      type: 'password',
      required: false,
      helpText: secretHelp,
    },
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
  test: testAccount(provider, fetchAccount),
  connectionLabel: '{{account}}',
});

const testAccount =
  (provider: ProviderDefinition, fetchAccount: AuthenticationOptions['fetchAccount']) =>
  async (z: ZObject, { authData }: Bundle): Promise<{ readonly account: string }> => {
    try {
      const account = await fetchAccount(connect(provider, z, { authData, clock: systemClock }));
      return { account: account ?? new URL(baseUrlOf(provider, authData)).host };
    } catch (error) {
      if (!ApiError.isInstance(error) || error.status !== 401) throw zapierError(z, error);
      // An ExpiredAuthError would ask the user to reconnect an account that is not connected yet.
      throw new z.errors.Error(error.message, 'AuthenticationError', 401);
    }
  };
