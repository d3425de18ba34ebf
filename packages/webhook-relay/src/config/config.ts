import type { ProviderDefinition } from '@scrapekit/core';

/** The settings of a relay, as `readConfig` returns them: every secret is resolved and every default applied. */
export interface RelayConfig {
  /** The address by which providers reach the relay, without a slash at its end, such as `https://relay.example.com`. */
  readonly publicUrl: string;
  readonly sources: readonly Source[];
  readonly targets: readonly Target[];
  /** Whether targets and providers may be in a private network, and may use http. @default false */
  readonly allowPrivate: boolean;
}

/** One account of a provider, from which the relay receives webhooks and reads jobs. */
export interface Source {
  /** Unique; lower-case letters, digits and hyphens. */
  readonly name: string;
  readonly provider: ProviderDefinition;
  /** The base URL of the provider's API, without a slash at its end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** The current signing secret and those before it. Empty only for a provider that does not sign. */
  readonly webhookSecrets: readonly string[];
  /** The targets of its events. */
  readonly targets: readonly Target[];
  /** A webhook counts as late so long after the create, in milliseconds. Then its job is polled. */
  readonly lateAfterMs: number;
}

/** An address to which events are delivered. */
export interface Target {
  /** Unique; lower-case letters, digits and hyphens. */
  readonly name: string;
  readonly url: string;
  /** The headers that the target asks for, such as `x-make-apikey`. They are secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** The key of the signature that the target may check, `whsec_` and base64. Undefined: the relay's own key is used. */
  readonly signingSecret: string | undefined;
  /** Whether the target gets the rows of a completed job, and in which form. */
  readonly rows: TargetRows;
}

export type TargetRows =
  /** The event alone. */
  | { readonly kind: 'none' }
  /** Requests with many rows each, none larger than so many bytes. */
  | { readonly kind: 'pages'; readonly maxBytes: number; readonly maxRows: number }
  /** One request for each row, with the row's columns at the top level. */
  | { readonly kind: 'single' };
