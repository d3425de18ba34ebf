import { type Field, inputFields, type Operation, type ProviderDefinition } from '@scrapekit/core';

export interface AskedForm {
  readonly provider: ProviderDefinition;
  readonly operation: Operation;
  /** Whether the host passes a webhook URL of its own, so that the form does not ask for one. */
  readonly fillsWebhook: boolean;
}

/** Returns the fields that a form asks for: not those that programs fill. */
export function askedFields({ provider, operation, fillsWebhook }: AskedForm): readonly Field[] {
  const { registration } = provider.webhook;
  const filled = fillsWebhook && registration.kind === 'per-job' ? registration.field : undefined;
  return inputFields(operation).filter(({ key, filledBy }) => filledBy === undefined && key !== filled);
}
