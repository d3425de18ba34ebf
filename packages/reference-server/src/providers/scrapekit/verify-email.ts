import type { FastifyInstance } from 'fastify';
import { findAccount } from '../../accounts/accounts.ts';
import { toCredits } from '../../accounts/credits.ts';
import { chargeOnce, hasLedgerLine } from '../../accounts/ledger.ts';
import { parseJsonObject, refuseUnknownFields, type JsonObject } from '../../http/json.ts';
import { storeWithKnownOutcome } from '../known-outcome.ts';
import { callerOf } from '../mount.ts';
import type { BackendServices } from '../provider-backend.ts';
import { emailLengthSchema, isEmailShaped, EMAIL_UNITS } from './bodies.ts';
import * as schema from '../../http/openapi.ts';
import { about } from '../describe-api.ts';
import { chargeFailed, chargeUnknown, insufficientForEmail, invalid } from './refusals.ts';
import { scoreSchema, verdictStatuses } from './verify-bodies.ts';

type Services = Pick<BackendServices, 'storage' | 'clock' | 'leadEngine'>;

/** Adds `POST /verify/email`, which answers with the verdict on one address (C120-C128). */
export function addVerifyEmail(api: FastifyInstance, services: Services): void {
  const { verifier } = services.leadEngine;
  api.post('/verify/email', { config: { rateClass: 'verify' } }, async (request) => {
    const email = parseEmail(parseJsonObject(request, 'invalid_email'));
    const { accountId } = callerOf(request);
    const balance = await findBalance(services, accountId);
    if (balance < EMAIL_UNITS) throw insufficientForEmail();
    const { status, score, reason, checks } = await verifier.verify(email);
    // An `unknown` verdict is not charged, so no refund is needed (A30).
    const units = status === 'unknown' ? 0 : EMAIL_UNITS;
    if (units > 0) await charge(services, accountId, units);
    return { email: email.toLowerCase(), status, score, reason, checks, credits_used: toCredits(units) };
  });
}

/** Two parts around one `@`; another `@` is allowed only inside quotes (RFC 5321 section 4.1.2). */
const twoParts = /^(?:"(?:[^"\\\s]|\\\S)*"|[^@\s]+)@[^@\s]+$/;

/** Returns the address in the body; throws a 400 for a text that is no address and for another field (C075, C120, C121). */
function parseEmail(body: JsonObject): string {
  refuseUnknownFields(body, ['email'], (message) => invalid('invalid_email', message));
  const { email } = body;
  if (isEmailShaped(email) && twoParts.test(email)) return email;
  throw invalid('invalid_email', 'email must be an address of 3 to 254 characters.');
}

export const verifyEmailSchema = schema.exactly({
  email: about('The address.', { ...emailLengthSchema, pattern: twoParts.source }),
});

const findBalance = async ({ storage }: Services, accountId: string): Promise<number> =>
  (await findAccount(storage.db, accountId))?.balance ?? 0;

// The balance may have been spent during the verification; the verdict is then withheld.
async function charge(services: Services, accountId: string, units: number): Promise<void> {
  const at = new Date(services.clock.now());
  await storeWithKnownOutcome(services, {
    accountId,
    store: async (trx) => {
      const line = await chargeOnce(trx, accountId, { kind: 'verify', provider: 'scrapekit', units, at });
      if (line === undefined) throw insufficientForEmail();
      return line;
    },
    isStored: hasLedgerLine,
    notStored: chargeFailed,
    unknown: chargeUnknown,
  });
}

export const verdictSchema = schema.exactly({
  email: schema.someText,
  status: schema.oneOf(...verdictStatuses),
  score: scoreSchema,
  reason: schema.orNull(schema.someText),
  checks: schema.exactly({
    syntax: schema.oneOf('pass', 'fail'),
    mx: schema.oneOf('pass', 'fail'),
    smtp: schema.oneOf('pass', 'timeout', 'fail'),
    disposable: schema.flag,
    role_account: schema.flag,
    catch_all: schema.flag,
    free_provider: schema.flag,
  }),
  credits_used: { type: 'number', enum: [0, toCredits(EMAIL_UNITS)] },
});
