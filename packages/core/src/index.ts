export { createClient } from './client.ts';
export type {
  Client,
  ClientOf,
  ClientOptions,
  CreateOptions,
  Credentials,
  ReadOptions,
  WaitOptions,
} from './client.ts';
export { sleep } from './clock.ts';
export type { Clock } from './clock.ts';
export { formatCredits, toThousandths } from './credits.ts';
export type { CostEstimate } from './credits.ts';
export { jobLink } from './engine/engine.ts';
export { estimateCost } from './engine/estimate-cost.ts';
export {
  describeOperation,
  inputFields,
  inputSchema,
  jobColumns,
  rowColumns,
  sample,
} from './engine/fields.ts';
export type { Choice, Field, FieldType, JsonObjectSchema } from './engine/fields.ts';
export { InFlight } from './engine/in-flight.ts';
export { describeUnknownField } from './engine/input.ts';
export type { ListOptions } from './engine/list-jobs.ts';
export type { Endpoint, EndpointRequest } from './engine/register-endpoint.ts';
export { AmbiguousCreateError } from './errors/ambiguous-create-error.ts';
export { ApiError } from './errors/api-error.ts';
export { ConfigurationError } from './errors/configuration-error.ts';
export { InputError } from './errors/input-error.ts';
export { JobNotCompletedError } from './errors/job-not-completed-error.ts';
export { JobTimeoutError } from './errors/job-timeout-error.ts';
export { NetworkError } from './errors/network-error.ts';
export {
  ProviderError,
  /** @deprecated The name of `ProviderError` in release 0.1. It is kept for one release. */
  ProviderError as ScrapeKitError,
} from './errors/provider-error.ts';
export { ResultsError } from './errors/results-error.ts';
export { UnexpectedAnswerError } from './errors/unexpected-answer-error.ts';
export { WebhookVerificationError } from './errors/webhook-verification-error.ts';
export type { WebhookRejection } from './errors/webhook-verification-error.ts';
export { groupVerdict } from './group-verdict.ts';
export { RateLimiter } from './http/rate-limit.ts';
export { parseRetryAfter } from './http/retry-after.ts';
export type { HttpBody, HttpRequest, HttpResponse, Transport } from './http/transport.ts';
export { isTerminal } from './job.ts';
export type { CreatedJob, DroppedInput, Job, JobReference, JobStatus, Row } from './job.ts';
export { endsWait, pollDelayMs, waitForJob } from './jobs/wait-for-job.ts';
export type {
  CallOperation,
  JobOperation,
  ListContract,
  Operation,
  RowColumns,
  VerdictGroup,
  Verdicts,
} from './operation.ts';
export type {
  AccountReading,
  CredentialWords,
  ProviderDefinition,
  RegisteredEndpoint,
  Registration,
  SecretKind,
  WebhookContract,
} from './provider.ts';
export { defineProvider, keyPrefixes } from './provider.ts';
export { providers } from './providers/index.ts';
export { protectFormula } from './results/protect-formula.ts';
export { signWebhook, verifyWebhook } from './verify-webhook.ts';
export type { ProviderId, SignOptions, VerifyOptions } from './verify-webhook.ts';
export type { DeliveredEvents, WebhookEvent } from './webhook-event.ts';
export type { WebhookAnswer } from './webhooks/answer.ts';
export { MemoryClaims } from './webhooks/claims.ts';
export type { Claims } from './webhooks/claims.ts';
export type { Delivery } from './webhooks/delivery.ts';
export { createInbox } from './webhooks/inbox.ts';
export type { Claim, Inbox, InboxOptions } from './webhooks/inbox.ts';
export type { KeepOptions, KeptEvents } from './webhooks/kept-events.ts';
export { MemoryEvents } from './webhooks/kept-events.ts';
export { createWebhookReceiver } from './webhooks/receiver.ts';
export type { WebhookReceiverOptions, WebhookRequest } from './webhooks/receiver.ts';
