import { html } from 'ghtml';
import { renderError, renderOptions } from '../fields.ts';
import type { RefusedForm } from './endpoints.ts';
import { providerAddress } from './webhook-tabs.ts';

/** Renders the form that sends a test to an address, for a provider whose jobs name their receivers. */
export function renderAddressTest(
  provider: string,
  events: readonly string[],
  refused?: RefusedForm,
): string {
  const { url = '', event } = refused?.values ?? {};
  return html`<section aria-labelledby="test">
    <h2 id="test">Test a receiver</h2>
    <form class="card" method="post" action="${providerAddress(provider)}/test" aria-labelledby="test">
      <p>
        A test is signed like a real webhook and sent once. Its job exists in no account, so a receiver that
        looks it up finds nothing.
      </p>
      !${renderError(refused?.error)}
      <label for="test-url">Address, beginning with https://</label>
      <input id="test-url" name="url" value="${url}" autocomplete="off" required />
      <label for="test-event">Event</label>
      <select id="test-event" name="event">
        !${renderOptions(
          events.map((value) => ({ value })),
          event?.toString(),
        )}
      </select>
      <button>Send a test</button>
    </form>
  </section>`;
}
