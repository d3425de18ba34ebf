export { createClient } from './client.ts';
export type {
  Client,
  ClientOptions,
  CreateOptions,
  Credentials,
  ReadOptions,
  WaitOptions,
} from './client.ts';
export type { Clock } from './clock.ts';
export { AmbiguousCreateError } from './errors/ambiguous-create-error.ts';
export { ApiError } from './errors/api-error.ts';
export { ConfigurationError } from './errors/configuration-error.ts';
export { InputError } from './errors/input-error.ts';
export { JobNotCompletedError } from './errors/job-not-completed-error.ts';
export { JobTimeoutError } from './errors/job-timeout-error.ts';
export { NetworkError } from './errors/network-error.ts';
export { ResultsError } from './errors/results-error.ts';
export { ScrapeKitError } from './errors/scrapekit-error.ts';
export { UnexpectedAnswerError } from './errors/unexpected-answer-error.ts';
export { WebhookVerificationError } from './errors/webhook-verification-error.ts';
export type { WebhookRejection } from './errors/webhook-verification-error.ts';
export type { HttpBody, HttpRequest, HttpResponse, Transport } from './http/transport.ts';
export { isTerminal } from './jobs/job.ts';
export type { Job, JobReference, JobStatus } from './jobs/job.ts';
export { waitForJob } from './jobs/wait-for-job.ts';
export type { CallOperation, JobOperation, Operation, ProviderDefinition } from './provider.ts';
export { defineProvider } from './provider.ts';
export { providers } from './providers/index.ts';
export type { Row } from './results/row.ts';
export { signWebhook, verifyWebhook } from './verify-webhook.ts';
export type { ProviderId, SignOptions, VerifyOptions } from './verify-webhook.ts';
export type { Delivery } from './webhooks/delivery.ts';
export type { WebhookEvent } from './webhooks/event.ts';
