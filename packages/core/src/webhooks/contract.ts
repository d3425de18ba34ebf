import type { EventReading, UnsignedHeader } from './event.ts';
import type { WebhookScheme } from './scheme.ts';

/** What the receiving side must know of a provider's webhooks. */
export interface DeliveryContract {
  readonly scheme: WebhookScheme;
  /** Reads a JSON body; throws if it is nothing this provider sends. Without a job id the event is never dispatched. */
  readonly readEvent: (body: unknown, header: UnsignedHeader) => EventReading;
  /** Recognises a body that is no JSON by its headers; undefined: it cannot be read. */
  readonly readFile?: (header: UnsignedHeader) => EventReading | undefined;
  /** An unsigned request that only asks whether somebody listens. */
  readonly ping?: { readonly header: string; readonly value: string };
  /** Paths of keys that hold a signing secret, taken out of every payload. */
  readonly secretFields?: readonly (readonly string[])[];
  /** The delivery brings the job's outcome and no route does, so it is kept for whoever waits. @default false */
  readonly bringsOutcome?: boolean;
  /** How long two deliveries of one event may lie apart. @default 259 200, three days */
  readonly retentionSeconds?: number;
  /** @default 1 048 576 */
  readonly maxBodyBytes?: number;
}

/** A provider as far as its webhooks go; every definition is one. */
export interface WebhookSource {
  readonly id: string;
  readonly webhook: DeliveryContract;
}
