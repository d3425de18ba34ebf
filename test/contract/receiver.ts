import { createInbox, createWebhookReceiver, type Inbox, type WebhookEvent } from '@scrapekit/core';
import type { ProviderDefinition, WebhookAnswer } from '@scrapekit/core';

interface RecordingReceiver {
  readonly inbox: Inbox;
  readonly dispatched: WebhookEvent[];
  readonly receive: (body: Uint8Array, headers?: Readonly<Record<string, string>>) => Promise<WebhookAnswer>;
}

/** Creates a webhook receiver with a fixed time, which records the events that it dispatches. */
export function recordingReceiver(
  provider: ProviderDefinition,
  { secrets = [], now = new Date() }: { readonly secrets?: readonly string[]; readonly now?: Date } = {},
): RecordingReceiver {
  const clock = { now: () => now.getTime() };
  const inbox = createInbox({ clock });
  const dispatched: WebhookEvent[] = [];
  const receive = createWebhookReceiver({
    provider,
    secrets,
    inbox,
    clock,
    dispatch: (event) => void dispatched.push(event),
  });
  return { inbox, dispatched, receive: (body, headers = {}) => receive({ method: 'POST', headers, body }) };
}
