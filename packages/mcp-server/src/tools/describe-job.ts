import {
  formatCredits,
  isTerminal,
  jobLink,
  type CreatedJob,
  type Job,
  type JobReference,
} from '@scrapekit/core';
import type { OfferedOperation } from './services.ts';
import { countOf } from '../presentation.ts';
import type { Answer } from '../tool.ts';

/** Describes a job and says what to do next. Amounts in the data are thousandths of a credit. */
export function describeJob(offered: OfferedOperation, job: Job | CreatedJob): Answer {
  const { name, definition } = offered;
  const { raw: _raw, ...facts } = job;
  const receipt = 'receipt' in job ? { ...job.receipt, dropped: job.receipt.dropped.length } : undefined;
  const reason = job.error === undefined ? '' : `: ${job.error.replace(/\.$/, '')}`;
  const sentences = [
    `Job ${job.id} is ${job.status}${reason}.`,
    receipt?.clampedFrom !== undefined && 'The provider accepted fewer than requested: see the receipt.',
    receipt !== undefined &&
      receipt.dropped > 0 &&
      `Not sent: ${countOf(receipt.dropped, 'invalid or repeated element')}.`,
    job.creditsUsed !== undefined && `It has cost ${formatCredits(job.creditsUsed)} credits.`,
    nextStep(offered, job),
  ];
  return {
    message: sentences.filter(Boolean).join(' '),
    data: { job: { ...facts, receipt, operation: name, page: jobLink(definition, job) } },
  };
}

/** Returns a text that tells a job from those of other operations, which may have the same id. */
export const jobKey = ({ name }: OfferedOperation, { id }: JobReference): string => `${name} ${id}`;

function nextStep({ operation }: OfferedOperation, job: Job): string {
  if (operation.kind === 'call' || operation.state.from === 'webhook')
    return 'Only your webhook receives its result.';
  if (isTerminal(job)) return job.status === 'completed' ? 'job_results reads its rows.' : '';
  return 'get_job with wait_seconds waits for its end.';
}
