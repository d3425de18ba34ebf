import type { DashboardPage } from './page.ts';
import { apiKeys } from './pages/api-keys.ts';
import { deliveries } from './pages/deliveries.ts';
import { ledger } from './pages/ledger.ts';
import { overview } from './pages/overview.ts';
import { signingSecret } from './pages/signing-secret.ts';
import { webhookEndpoints } from './pages/webhook-endpoints.ts';

/** The dashboard's pages in the order of its navigation; a new one is a file in `pages/` and a line here. */
export const pages: readonly DashboardPage[] = [
  overview,
  apiKeys,
  signingSecret,
  webhookEndpoints,
  deliveries,
  ledger,
];
