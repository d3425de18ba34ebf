import { type Clock, ConfigurationError, type Job } from '@scrapekit/core';
import type { Bundle, PlainInputField, ZObject } from 'zapier-platform-core';
import { connect } from '../connect.ts';
import { translatingErrors } from '../errors.ts';
import type { JobBinding } from '../operation.ts';
import { jobHelp, titleCase, watchedJobHelp } from '../words.ts';

const MAX_CHOICES = 100;

/** The field for a job. Where the provider lists jobs, people can choose one of the newest. */
export function jobField(
  binding: JobBinding,
  { clock, isTrigger = false }: { readonly clock: Clock; readonly isTrigger?: boolean },
): PlainInputField {
  const { operation } = binding;
  const field = {
    key: 'job_id',
    label: titleCase(operation.nouns.job),
    required: true,
    helpText: isTrigger ? watchedJobHelp(operation) : jobHelp(operation),
  };
  return operation.list === undefined
    ? field
    : { ...field, choices: { perform: listChoices(binding, clock) } };
}

interface Choices {
  readonly results: readonly { readonly id: string; readonly label: string }[];
  readonly paging_token: null;
}

const listChoices = (binding: JobBinding, clock: Clock) =>
  translatingErrors(binding.provider, async (z: ZObject, { authData }: Bundle): Promise<Choices> => {
    const client = connect(binding.provider, z, { authData, clock });
    const results: { id: string; label: string }[] = [];
    try {
      for await (const job of client.list(binding.key)) {
        results.push({ id: job.id, label: labelOf(binding, job) });
        if (results.length === MAX_CHOICES) break;
      }
    } catch (error) {
      // A server may lack the list. People can still map an ID.
      if (!ConfigurationError.isInstance(error)) throw error;
    }
    return { results, paging_token: null };
  });

/** The first two texts of a job and its state, such as `dentists, Austin, Texas (completed)`. */
function labelOf({ statusColumns }: JobBinding, { id, status, raw }: Job): string {
  const answer = (raw ?? {}) as Readonly<Record<string, unknown>>;
  const texts = statusColumns
    .filter(({ type }) => type === 'text')
    .map(({ key }) => answer[key])
    .filter((value) => typeof value === 'string' && value !== '')
    .slice(0, 2);
  return `${texts.length === 0 ? id : texts.join(', ')} (${status})`;
}
