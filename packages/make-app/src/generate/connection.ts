import type { ProviderDefinition } from '@scrapekit/core';
import type { MakeConnection } from '../format/make-app.ts';
import type { JsonObject } from '../format/json.ts';
import { errorDirective } from './errors.ts';
import { requestOf, standaloneRequest } from './requests.ts';
import { apiKeyField, baseUrlField, checkKeyField, connectionLabel } from './words.ts';

/** An https address without a query and without a slash at the end, so that a path can follow it. */
const BASE_URL_PATTERN = '^https://[^/?#@\\\\\\s]+(/[^?#@\\\\\\s]*[^/?#@\\\\\\s])?$';

export const CONNECTION = 'apiKey';

/**
 * The form for the API key, and the free request that tests it. Make counts every 4xx as an error, so the definition's
 * request for something that does not exist cannot prove a key here. Where a server may lack the route of the account, the
 * user can leave out the test.
 */
export function connectionOf(provider: ProviderDefinition): MakeConnection {
  const { account } = provider;
  const mayLackRoute = account?.probe !== undefined;
  return {
    label: connectionLabel(provider),
    params: [
      { name: 'apiKey', type: 'password', required: true, ...apiKeyField(provider) },
      {
        name: 'baseUrl',
        type: 'text',
        required: true,
        advanced: true,
        default: provider.baseUrl,
        validate: { pattern: BASE_URL_PATTERN },
        ...baseUrlField(provider),
      },
      ...(mayLackRoute
        ? [
            {
              name: 'checkKey',
              type: 'boolean',
              required: false,
              advanced: true,
              default: true,
              ...checkKeyField,
            },
          ]
        : []),
    ],
    communication: account?.route === undefined ? {} : testOf(provider, account.route, mayLackRoute),
  };
}

function testOf(
  provider: ProviderDefinition,
  route: NonNullable<NonNullable<ProviderDefinition['account']>['route']>,
  mayLackRoute: boolean,
): JsonObject {
  const tellsEmail = provider.account?.tells?.includes('email') === true;
  return {
    ...standaloneRequest(provider, requestOf(route), { source: 'parameters' }),
    ...(mayLackRoute && { condition: '{{parameters.checkKey !== false}}' }),
    response: {
      error: errorDirective(provider, { kind: 'nothing' }),
      ...(tellsEmail && { metadata: { type: 'email', value: '{{body.email}}' } }),
    },
  };
}
