export {
  BlockedAddressError,
  createPublicLookup,
  lookUpPublic,
  refuseHost,
  refusePeer,
  withoutBrackets,
} from './address-guard.ts';
export { createGuardedAgent } from './guarded-agent.ts';
export { createHostsFile } from './hosts-file.ts';
export { createNameLookup, createResolver, type NameLookup } from './name-lookup.ts';
export { describeNetworkFailure, failureOf, type NetworkFailureKind } from './network-failure.ts';
export { followRedirects, isHttp, RedirectError, redirectOf, type RedirectRules } from './redirects.ts';
export {
  sendWebhook,
  STOPPED,
  type SendPolicy,
  type SendResult,
  type WebhookMessage,
} from './send-webhook.ts';
export { isWebhookUrl } from './webhook-url.ts';
