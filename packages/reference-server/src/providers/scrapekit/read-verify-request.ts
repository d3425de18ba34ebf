import type { JsonObject } from '../../http/json.ts';
import { isEmailShaped } from './read-email.ts';
import { readJobOptions, refuseUnknownFields, type JobOptions } from './read-job-options.ts';
import { invalid } from './refusals.ts';

const MAX_EMAILS = 100_000;

export interface VerifyRequest extends JobOptions {
  /** In the order sent, repetitions included; what is no address at all was left out (A16). */
  readonly emails: readonly string[];
}

/** Checks a bulk create's body (C129-C135). */
export function readVerifyRequest(
  body: JsonObject,
  { allowPrivate }: { readonly allowPrivate: boolean },
): VerifyRequest {
  refuseUnknownFields(body, ['emails'], 'invalid_emails');
  return {
    emails: readEmails(body['emails']),
    ...readJobOptions(body, { allowPrivate, invalidCode: 'invalid_emails' }),
  };
}

// A schema would make an issue of every bad element: of 100,000 it makes megabytes.
function readEmails(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_EMAILS)
    throw invalid('invalid_emails', `emails must be a list of 1 to ${MAX_EMAILS} addresses.`);
  const emails = value.filter(isEmailShaped);
  if (emails.length === 0) throw invalid('invalid_emails', 'The list holds no e-mail address.');
  return emails;
}
