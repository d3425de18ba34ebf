import { timestamp } from '../../http/timestamp.ts';
import type { StoredJob } from '../../jobs/job.ts';
import type { NewEvent } from '../../webhooks/event-log.ts';
import type { EventType } from './event-types.ts';
import { createEventId } from './names.ts';

const VERSION = '1';

/** An event about a job in the form in which it is stored, listed and sent (N07). */
export function wrap(type: EventType, job: StoredJob, { at, data }: { at: Date; data: object }): NewEvent {
  const id = createEventId();
  const org = job.accountId.replace(/^acct_/, '');
  return {
    id,
    type,
    data: {
      event_id: id,
      event_type: type,
      version: VERSION,
      schema_ref: `${type}/${VERSION}`,
      occurred_at: timestamp(at),
      org_id: `org_${org}`,
      org_slug: `org-${org.toLowerCase()}`,
      data,
    },
  };
}
