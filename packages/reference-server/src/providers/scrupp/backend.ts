import type { LeadEngine } from '../../leads/lead-engine.ts';
import type { ProviderBackend } from '../provider-backend.ts';
import { createCompaniesOperation } from './lookup/companies-operation.ts';
import { createContactsOperation } from './lookup/contacts-operation.ts';
import { scruppJobView } from './job-view.ts';
import { PROVIDER } from './names.ts';
import { addScruppRoutes } from './routes.ts';
import { scruppSender } from './webhook-sender.ts';

/** Scrupp, below `/scrupp`; each task names its own receiver, so there are no endpoints to register. */
export const createScrupp = (leadEngine: LeadEngine): ProviderBackend => ({
  id: PROVIDER,
  operations: [createCompaniesOperation(leadEngine), createContactsOperation(leadEngine)],
  sender: scruppSender,
  jobView: scruppJobView,
  addRoutes: addScruppRoutes,
});
