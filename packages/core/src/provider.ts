import type { Authentication } from './http/authenticate.ts';
import type { RateLimitHeaders } from './http/rate-limit.ts';
import type { Route } from './http/route.ts';
import type { Cadence } from './jobs/wait-for-job.ts';
import type { Operation } from './operation.ts';
import type { DeliveryContract } from './webhooks/contract.ts';

/** How a provider receives the URL for its webhooks. */
export type Registration =
  /** A field of the create request contains the URL. */
  | { readonly kind: 'per-job'; readonly field: string }
  /** A field of the create request contains the name of a webhook that exists in the provider's dashboard. */
  | { readonly kind: 'named'; readonly field: string }
  /** The dashboard has one URL for the account, so events of jobs from other programs arrive as well. */
  | { readonly kind: 'account' }
  /** The API registers a URL and shows its signing secret once. */
  | {
      readonly kind: 'endpoint';
      readonly create: Route;
      readonly encode: (endpoint: { readonly url: string; readonly events: readonly string[] }) => unknown;
      readonly parse: (body: unknown) => { readonly id?: string; readonly secret: string };
      readonly events: readonly string[];
      /** Lists the registered URLs, so that a host registers its URL once. */
      readonly list: {
        readonly route: Route;
        readonly parse: (body: unknown) => readonly RegisteredEndpoint[];
      };
      /** Removes the endpoint `endpointId`. */
      readonly remove: Route;
    };

/** A webhook URL that is registered with the provider. */
export interface RegisteredEndpoint {
  readonly id: string;
  readonly url: string;
  /** The provider's names of the events that are sent to the URL. */
  readonly events: readonly string[];
}

/**
 * Where the secret that signs webhooks comes from: an account or a webhook has its `own`, which a dashboard shows; the
 * account's first `api-key` is the secret; the registration of an `endpoint` answers with it; or there is `none`.
 */
export type SecretKind = 'own' | 'api-key' | 'endpoint' | 'none';

export interface WebhookContract extends DeliveryContract {
  readonly registration: Registration;
  readonly secret: SecretKind;
}

/** Where people find a key or a secret, and how to recognise one. */
export interface CredentialWords {
  /** One or two sentences. */
  readonly help: string;
  /** The page of the provider where it is found. */
  readonly page: string;
  /** The text with which every such key begins, if there is one. Error messages and logs hide keys by it. */
  readonly prefix?: string;
}

/** Returns the texts with which the keys and signing secrets of providers begin. */
export const keyPrefixes = (definitions: readonly ProviderDefinition[]): readonly string[] =>
  definitions
    .flatMap(({ credentials: { apiKey, webhookSecret } }) => [apiKey.prefix, webhookSecret?.prefix])
    .filter((prefix) => prefix !== undefined);

/** The provider's data about an account. */
export interface AccountReading {
  readonly id?: string;
  readonly email?: string;
  /** Thousandths of a credit that are left. */
  readonly balance?: number;
}

/** Free requests that prove an API key. */
export interface AccountContract {
  /** Answers with the account. A server may lack it. */
  readonly route?: Route;
  readonly parse?: (body: unknown) => AccountReading;
  /** What the parsed answer usually holds, so that hosts offer no field that stays empty. @default nothing */
  readonly tells?: readonly (keyof AccountReading)[];
  /**
   * A request for something that does not exist. Only a 404 with one of these codes proves the key, because any website
   * answers an unknown path with 404.
   */
  readonly probe?: { readonly route: Route; readonly codes: readonly string[] };
}

/** How many jobs an account may run at the same time. */
export interface ActiveLimit {
  readonly jobs: number;
  /** The keys of the operations whose jobs count. */
  readonly operations: readonly string[];
  /** The code of the refusal of one job more. Another job must end first, so the pause after it is longer. */
  readonly code: string;
}

/** The contents of the body of a refusal. */
export interface RefusalReading {
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
  /** Whether the same request may succeed later, according to the provider. */
  readonly retryable?: boolean;
}

/** All facts about one provider. The engine and the hosts read them. */
export interface ProviderDefinition<
  Operations extends Readonly<Record<string, Operation>> = Readonly<Record<string, Operation>>,
> {
  readonly id: string;
  readonly name: string;
  readonly documentation: string;
  readonly baseUrl: string;
  readonly authentication: Authentication;
  readonly credentials: { readonly apiKey: CredentialWords; readonly webhookSecret?: CredentialWords };
  /** The page on which the account's owner sees jobs and credits. */
  readonly dashboard: string;
  /** Absent where no free request proves a key. */
  readonly account?: AccountContract;
  readonly activeLimit?: ActiveLimit;
  /** The response header with the id by which the provider's support finds a request. */
  readonly requestIdHeader?: string;
  readonly rateLimit?: RateLimitHeaders;
  readonly cadence: Cadence;
  /** Parses the JSON body of a refusal. May throw for a body of an unknown form. */
  readonly parseRefusal: (body: unknown) => RefusalReading;
  /** The HTTP statuses that mean an invalid API key. @default 401 */
  readonly badKeyStatuses?: readonly number[];
  /** The error codes after which the same request may succeed later. */
  readonly retryableCodes: readonly string[];
  /** What people can do after a refusal, by its code, in one or two sentences. Hosts show it after the message. */
  readonly advice?: Readonly<Record<string, string>>;
  /** The error codes for results that do not exist yet; status 409 means the same. */
  readonly notReadyCodes: readonly string[];
  /**
   * How long a wait takes a 404 for a job that is not known yet, in milliseconds. For a job that the same client created,
   * it does so for at least a minute. @default 0
   */
  readonly settleMs?: number;
  readonly webhook: WebhookContract;
  readonly operations: Operations;
}

/** Returns the definition unchanged. It lets the compiler check the definition and keep its literal types. */
export const defineProvider = <const Operations extends Readonly<Record<string, Operation>>>(
  definition: ProviderDefinition<Operations>,
): ProviderDefinition<Operations> => definition;
