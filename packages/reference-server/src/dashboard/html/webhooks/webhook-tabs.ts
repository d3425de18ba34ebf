import { providerName } from '../../provider-name.ts';
import { renderTabs } from '../elements.ts';

export const WEBHOOKS = '/dashboard/webhooks';
export const DELIVERIES = `${WEBHOOKS}/deliveries`;
export const ENDPOINTS = `${WEBHOOKS}/endpoints`;

export const providerAddress = (provider: string): string => `${WEBHOOKS}/${provider}`;

/** Renders the links to the parts of the page about webhooks. */
export const renderWebhookTabs = (providerIds: Iterable<string>, current: string): string =>
  renderTabs(
    'Webhooks',
    [
      { title: 'Overview', address: WEBHOOKS },
      { title: 'Deliveries', address: DELIVERIES },
      ...[...providerIds].map((id) => ({ title: providerName(id), address: providerAddress(id) })),
    ],
    current,
  );
