import type { LeadEngine } from '../../leads/lead-engine.ts';
import type { ProviderBackend } from '../provider-backend.ts';
import { matchkraftEndpoints } from './endpoint-rules.ts';
import { matchkraftJobView } from './job-view.ts';
import { PROVIDER } from './names.ts';
import { createMatchKraftOperations } from './operations.ts';
import { addMatchKraftRoutes } from './routes.ts';
import { matchkraftSender } from './webhook-sender.ts';

/** MatchKraft, under `/matchkraft`. */
export const createMatchKraft = (leadEngine: LeadEngine): ProviderBackend => ({
  id: PROVIDER,
  operations: createMatchKraftOperations(leadEngine),
  sender: matchkraftSender,
  endpoints: matchkraftEndpoints,
  jobView: matchkraftJobView,
  addRoutes: addMatchKraftRoutes,
});
