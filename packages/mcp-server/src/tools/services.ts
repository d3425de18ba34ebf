import {
  ConfigurationError,
  createClient,
  providers,
  type Client,
  type Clock,
  type Transport,
} from '@scrapekit/core';
import type { Operation, ProviderDefinition } from '@scrapekit/core';

/** A provider whose API key is in the environment. */
export interface Service {
  readonly definition: ProviderDefinition;
  readonly client: Client;
}

/** An operation of a service under the name of its tool, such as `scrapekit_verify_email`. */
export interface OfferedOperation<Kind extends Operation = Operation> extends Service {
  readonly name: string;
  readonly key: string;
  readonly operation: Kind;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Connects each provider whose key is set, such as SCRAPEKIT_API_KEY. Throws ConfigurationError for an unusable setting. */
export const connectServices = (
  env: Environment,
  ports: { readonly transport: Transport; readonly clock: Clock },
): readonly Service[] =>
  Object.values<ProviderDefinition>(providers).flatMap((definition) => {
    const prefix = definition.id.toUpperCase();
    const apiKey = env[`${prefix}_API_KEY`];
    if (apiKey === undefined || apiKey === '') return [];
    const baseUrl = env[`${prefix}_BASE_URL`] || undefined;
    try {
      return { definition, client: createClient(definition, { ...ports, credentials: { apiKey }, baseUrl }) };
    } catch (cause) {
      if (!ConfigurationError.isInstance(cause)) throw cause;
      throw new ConfigurationError(`${prefix}_API_KEY or ${prefix}_BASE_URL: ${cause.message}`, { cause });
    }
  });

/** The variables with secrets of the providers. */
export const secretVariables: readonly string[] = Object.values(providers).flatMap(({ id }) => [
  `${id.toUpperCase()}_API_KEY`,
  `${id.toUpperCase()}_WEBHOOK_SECRET`,
]);

/** Lists the operations of a service in the order of its definition. */
export const offeredOperations = (service: Service): readonly OfferedOperation[] =>
  Object.entries(service.definition.operations).map(([key, operation]) => {
    const snakeCase = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return { ...service, name: `${service.definition.id}_${snakeCase}`, key, operation };
  });
