import type { Domain } from '../../app/domain.ts';
import type { ProviderBackend } from '../provider-backend.ts';
import { matchkraftEndpoints } from './endpoint-rules.ts';
import { matchkraftJobView } from './job-view.ts';
import { PROVIDER } from './names.ts';
import { createMatchKraftOperations } from './operations.ts';
import { addMatchKraftRoutes } from './routes.ts';
import { matchkraftSender } from './webhook-sender.ts';

/** MatchKraft, under `/matchkraft`. */
export const createMatchKraft = (leads: Domain): ProviderBackend => ({
  id: PROVIDER,
  operations: createMatchKraftOperations(leads),
  sender: matchkraftSender,
  endpoints: matchkraftEndpoints,
  jobView: matchkraftJobView,
  addRoutes: addMatchKraftRoutes,
});
