import type { JobOperation } from '../../jobs/operation.ts';
import type { EmailFinder, FoundEmail } from '../../leads/find-email.ts';
import { createRecordOperation } from './record-operation.ts';
import type { Contact } from './records.ts';

/** One row a person, with the address found for them or the reason why there is none. */
export const createEmailFinder = (finder: EmailFinder): JobOperation =>
  createRecordOperation<Contact>({
    jobType: 'email-finder',
    atOnce: { job: 24, process: 64 },
    rowsAtOnce: 50,
    work: async (contact, { inTurn, signal }) =>
      toRow(contact, await inTurn(async () => await finder.find(contact, signal))),
    emptyRow: (contact, { reason, isPassing }) =>
      toRow(contact, { email: null, status: isPassing ? 'unknown' : 'not_found', score: 0, reason }),
  });

const toRow = (contact: Contact | null, { email, status, score, reason }: FoundEmail): object => ({
  firstName: contact?.firstName ?? null,
  lastName: contact?.lastName ?? null,
  website: contact?.website ?? null,
  email,
  status,
  score,
  reason,
});
