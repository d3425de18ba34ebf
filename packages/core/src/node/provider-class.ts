import { systemClock } from '../adapters/system-clock.ts';
import { createClient, type ReadOptions } from '../client.ts';
import type { Clock } from '../clock.ts';
import { createProviderRedact, parseCredential, trimInvisible } from '../engine/connection.ts';
import { ConfigurationError, requireMilliseconds } from '../errors/configuration-error.ts';
import type { AccountReading, ProviderDefinition } from '../provider.ts';
import { createInbox } from '../webhooks/inbox.ts';
import { createCalls, type OperationsOf } from './operations.ts';
import { chooseTransport, type TransportOptions } from './transports.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

export interface ProviderOptions extends TransportOptions {
  /** @default the environment variable, such as SCRAPEKIT_API_KEY */
  readonly apiKey?: string;
  /**
   * The signing secret of webhooks, or both during a rotation. @default the variable, such as SCRAPEKIT_WEBHOOK_SECRET
   */
  readonly webhookSecrets?: string | readonly string[];
  /** @default the environment variable, such as SCRAPEKIT_BASE_URL, or else the provider's URL */
  readonly baseUrl?: string;
  /** How often a request may be repeated. A create with an unknown outcome is never repeated. @default 4 */
  readonly retries?: number;
  /** How long `wait` and `run` wait for a job. @default 3 600 000, one hour */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

/** The members of every provider class except its operations. */
export interface AccountCalls {
  readonly webhooks: Webhooks;
  /**
   * Checks the API key with a free request. Returns the provider's data about the account, which may be empty.
   * Throws ApiError for a bad key, and ConfigurationError when no free request proves one.
   */
  readonly account: (options?: ReadOptions) => Promise<AccountReading>;
}

/** The calls of a provider: one member for each operation, and those of the account. */
export type ProviderApi<Definition extends ProviderDefinition> = OperationsOf<Definition['operations']> &
  AccountCalls;

/** The class of one provider. Its constructor throws ConfigurationError for a missing key or an unusable setting. */
export type ProviderClass<Definition extends ProviderDefinition> = new (
  options?: ProviderOptions,
) => ProviderApi<Definition>;

/** Creates the class of a provider from its definition. */
export function createProviderClass<Definition extends ProviderDefinition>(
  definition: Definition,
): ProviderClass<Definition> {
  const providerClass = class implements AccountCalls {
    readonly webhooks: Webhooks;
    readonly account: AccountCalls['account'];

    constructor(options: ProviderOptions = {}) {
      const { webhooks, account, operations } = connect(definition, options);
      this.webhooks = webhooks;
      this.account = account;
      const clash = Object.keys(operations).find((name) => name in this);
      if (clash !== undefined) throw new ConfigurationError(`An operation cannot have the name '${clash}'.`);
      Object.assign(this, operations);
    }
  };
  Object.defineProperty(providerClass, 'name', { value: definition.name });
  // The compiler cannot know the members that the constructor assigns. `ProviderApi` names them after the definition.
  return providerClass as unknown as ProviderClass<Definition>;
}

function connect(
  definition: ProviderDefinition,
  options: ProviderOptions,
): AccountCalls & { readonly operations: object } {
  const { clock = systemClock, timeoutMs } = options;
  if (timeoutMs !== undefined) requireMilliseconds('timeoutMs', timeoutMs);
  const apiKey = parseApiKey(definition, options);
  const inbox = createInbox({ clock });
  const client = createClient(definition, {
    transport: chooseTransport(options, createProviderRedact(definition, [apiKey])),
    clock,
    credentials: { apiKey },
    retries: parseRetries(options.retries),
    idleTimeoutMs: options.idleTimeoutMs,
    baseUrl: options.baseUrl ?? readVariable(definition, 'BASE_URL'),
    deliveries: inbox,
  });
  let hasReceiver = false;
  const webhooks = createWebhooks({
    definition,
    client,
    clock,
    inbox,
    secrets: parseSecrets(definition, options, apiKey),
    secretVariable: variableOf(definition, 'WEBHOOK_SECRET'),
    onReceiver: () => {
      hasReceiver = true;
    },
  });
  const context = { definition, client, timeoutMs, hasReceiver: () => hasReceiver };
  const names = Object.keys(definition.operations);
  return {
    webhooks,
    account: (readOptions) => client.account(readOptions),
    operations: Object.fromEntries(names.map((name) => [name, createCalls(context, name)])),
  };
}

function parseRetries(retries: number | undefined): number | undefined {
  if (retries === undefined || (Number.isInteger(retries) && retries >= 0)) return retries;
  throw new ConfigurationError('The option retries must be a whole number, and 0 for no repetition.');
}

type Setting = 'API_KEY' | 'BASE_URL' | 'WEBHOOK_SECRET';

/** Returns the name of an environment variable, such as SCRAPEKIT_API_KEY. */
const variableOf = ({ id }: ProviderDefinition, setting: Setting): string => `${id.toUpperCase()}_${setting}`;

/** Reads an environment variable; an empty one counts as absent. */
const readVariable = (definition: ProviderDefinition, setting: Setting): string | undefined =>
  process.env[variableOf(definition, setting)] || undefined;

function parseApiKey(definition: ProviderDefinition, options: ProviderOptions): string {
  const apiKey = options.apiKey ?? readVariable(definition, 'API_KEY');
  if (apiKey !== undefined && apiKey !== '') return parseCredential('apiKey', apiKey);
  throw new ConfigurationError(
    `The API key of ${definition.name} is missing. Set ${variableOf(definition, 'API_KEY')}, or pass the option apiKey.`,
  );
}

/** Returns the secrets without surrounding blanks and invisible characters, which are often copied with them. */
function parseSecrets(
  definition: ProviderDefinition,
  options: ProviderOptions,
  apiKey: string,
): readonly string[] {
  const secrets = options.webhookSecrets ?? readVariable(definition, 'WEBHOOK_SECRET');
  if (secrets === undefined) return definition.webhook.secret === 'api-key' ? [apiKey] : [];
  const given: readonly unknown[] = Array.isArray(secrets) ? secrets : [secrets];
  if (!given.every((secret) => typeof secret === 'string'))
    throw new ConfigurationError('The option webhookSecrets must be a text or a list of texts.');
  return given.map(trimInvisible).filter((secret) => secret !== '');
}
