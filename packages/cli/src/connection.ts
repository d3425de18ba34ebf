import {
  ConfigurationError,
  providers,
  type AccountReading,
  type JobOperation,
  type Operation,
  type ProviderDefinition,
  type ReadOptions,
  type Row,
} from '@scrapekit/core';
import {
  createProviderClass,
  type AccountCalls,
  type JobOperationCalls,
  type OperationCall,
  type RequestRecord,
  type Webhooks,
} from '@scrapekit/core/node';
import { toKebabCase } from './input-flags.ts';
import { UsageError } from './exit-codes.ts';
import { redactWord } from './secrets.ts';

/** One account of a provider, with operations that are known only when the command runs. */
export interface Connection {
  readonly definition: ProviderDefinition;
  readonly webhooks: Webhooks;
  /** Proves the API key and returns what the provider says about the account. */
  account(options?: ReadOptions): Promise<AccountReading>;
  /** Returns the calls for the jobs of an operation. */
  jobs(operation: string): JobOperationCalls<unknown, Row>;
  /** Returns the call of an operation that answers at once. */
  call(operation: string): OperationCall<unknown, Row>;
}

export interface ConnectionSettings {
  readonly baseUrl?: string;
  readonly debug?: (record: RequestRecord) => void;
}

/** Returns the definition of a provider. Throws UsageError for an unknown id. */
export function findProvider(id: string): ProviderDefinition {
  const known: Readonly<Record<string, ProviderDefinition>> = providers;
  const definition = Object.hasOwn(known, id) ? known[id] : undefined;
  if (definition !== undefined) return definition;
  throw new UsageError(
    `There is no provider '${redactWord(id)}'. Choose one of ${Object.keys(known).join(', ')}.`,
  );
}

/** Returns the name of the environment variable that holds the API key, such as SCRAPEKIT_API_KEY. */
export const keyVariableOf = ({ id }: ProviderDefinition): string => `${id.toUpperCase()}_API_KEY`;

/** Connects with the key from the environment. Throws ConfigurationError when it is missing. */
export function connect(definition: ProviderDefinition, settings: ConnectionSettings): Connection {
  const variable = keyVariableOf(definition);
  if (!process.env[variable])
    throw new ConfigurationError(`The API key of ${definition.name} is missing. Set ${variable}.`);
  const providerClass = createProviderClass(definition);
  // The operations are known only at run time, so the compiler cannot tell jobs from calls. The definition can.
  const api: unknown = new providerClass(settings);
  const { webhooks, account } = api as AccountCalls;
  const members = api as Readonly<Record<string, unknown>>;
  return {
    definition,
    webhooks,
    account,
    jobs: (operation) =>
      members[requireKind(definition, operation, 'job')] as JobOperationCalls<unknown, Row>,
    call: (operation) => members[requireKind(definition, operation, 'call')] as OperationCall<unknown, Row>,
  };
}

function requireKind(definition: ProviderDefinition, operation: string, kind: Operation['kind']): string {
  if (definition.operations[operation]?.kind === kind) return operation;
  throw new ConfigurationError(`${definition.name} has no such operation as '${operation}'.`);
}

/** Finds an operation by its name on the command line, such as `email-finder` or `emailFinder`. Throws UsageError. */
export function findOperation(
  definition: ProviderDefinition,
  text: string,
): { readonly name: string; readonly operation: Operation } {
  for (const [name, operation] of Object.entries(definition.operations))
    if (name === text || toKebabCase(name) === text) return { name, operation };
  const names = Object.keys(definition.operations).map(toKebabCase);
  throw new UsageError(
    `${definition.name} has no operation '${redactWord(text)}'. It has: ${names.join(', ')}.`,
  );
}

/** Lists the operations of a provider that start jobs. */
export const jobOperations = (
  definition: ProviderDefinition,
): readonly { readonly name: string; readonly operation: JobOperation }[] =>
  Object.entries(definition.operations).flatMap(([name, operation]) =>
    operation.kind === 'job' ? [{ name, operation }] : [],
  );
