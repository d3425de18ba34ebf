import type { Schema } from '@scrapekit/storage';
import { serverVersion } from '../settings/version.ts';
import { initial } from './migrations/0001-initial.ts';
import { sessions } from './migrations/0002-sessions.ts';
import { verification } from './migrations/0003-verification.ts';
import { rateWindows } from './migrations/0004-rate-windows.ts';
import { endpoints } from './migrations/0005-endpoints.ts';
import { unendedClaims } from './migrations/0006-unended-claims.ts';
import { retention } from './migrations/0007-retention.ts';
import { scrupp } from './migrations/0008-scrupp.ts';
import { keyScopes } from './migrations/0009-key-scopes.ts';
import { jobParts } from './migrations/0010-job-parts.ts';
import { newestDeliveries } from './migrations/0011-newest-deliveries.ts';
import { deliveryAttempts } from './migrations/0012-delivery-attempts.ts';
import { users } from './migrations/0013-users.ts';
import { jobLists } from './migrations/0014-job-lists.ts';
import { spend } from './migrations/0015-spend.ts';
import { failedTries } from './migrations/0016-failed-tries.ts';

/** All migrations by the names that databases remember, in the order in which they run. */
export const migrations = {
  '0001-initial': initial,
  '0002-sessions': sessions,
  '0003-verification': verification,
  '0004-rate-windows': rateWindows,
  '0005-endpoints': endpoints,
  '0006-unended-claims': unendedClaims,
  '0007-retention': retention,
  '0008-scrupp': scrupp,
  '0009-key-scopes': keyScopes,
  '0010-job-parts': jobParts,
  '0011-newest-deliveries': newestDeliveries,
  '0012-delivery-attempts': deliveryAttempts,
  '0013-users': users,
  '0014-job-lists': jobLists,
  '0015-spend': spend,
  '0016-failed-tries': failedTries,
};

/** The tables of the server. */
export const schema: Schema = { migrations, version: serverVersion() };
