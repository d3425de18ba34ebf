import type { FastifyInstance } from 'fastify';
import { chargeOnce } from '../../accounts/ledger.ts';
import { EMAIL_UNITS, toCredits } from '../../accounts/credits.ts';
import { readAccount } from '../../accounts/accounts.ts';
import { readJsonObject } from '../../http/json.ts';
import { callerOf } from '../caller.ts';
import { readEmail } from './read-email.ts';
import { insufficientForEmail } from './refusals.ts';
import type { Services } from './services.ts';

/** `POST /verify/email`: one address, at once (C120-C128). */
export function addVerifyEmail(app: FastifyInstance, services: Services): void {
  const { verifier } = services;
  app.post('/verify/email', { config: { rateClass: 'verify' } }, async (request) => {
    const email = readEmail(readJsonObject(request, 'invalid_email'));
    const { accountId } = callerOf(request);
    await requireCredits(services, accountId);
    const { status, score, reason, checks } = await verifier.verify(email);
    // A30: what nobody could judge is not charged in the first place.
    const units = status === 'unknown' ? 0 : EMAIL_UNITS;
    if (units > 0) await charge(services, accountId, units);
    return { email: email.toLowerCase(), status, score, reason, checks, credits_used: toCredits(units) };
  });
}

async function requireCredits({ storage }: Services, accountId: string): Promise<void> {
  const balance = (await readAccount(storage.db, accountId))?.balance ?? 0;
  if (balance < EMAIL_UNITS) throw insufficientForEmail(balance);
}

// The balance may have gone elsewhere meanwhile: then there is no verdict either.
async function charge({ storage, clock }: Services, accountId: string, units: number): Promise<void> {
  const at = new Date(clock.now());
  const paid = await storage.transaction(
    async (trx) => await chargeOnce(trx, accountId, { kind: 'verify', units, at }),
  );
  if (!paid) throw insufficientForEmail((await readAccount(storage.db, accountId))?.balance ?? 0);
}
