import type { Field, JobOperation, ProviderDefinition } from '@scrapekit/core';
import type { PlainInputField, PlainOutputField } from 'zapier-platform-core';

interface FieldKind {
  readonly type?: 'integer' | 'number' | 'boolean' | 'datetime';
  readonly list?: boolean;
}

/** Zapier's type for each type of a field. A text needs none, and Zapier has none for addresses. */
const kinds: Readonly<Partial<Record<Field['type'], FieldKind>>> = {
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  'date-time': { type: 'datetime' },
  list: { list: true },
};

/** Converts the fields of an operation to those of a form. Fields that programs fill are left out. */
export const toInputFields = (fields: readonly Field[]): PlainInputField[] =>
  fields
    .filter(({ filledBy }) => filledBy === undefined)
    .map(({ key, label, help, type, required, choices }) => ({
      key,
      label,
      helpText: help,
      required,
      ...kinds[type],
      ...(choices === undefined
        ? {}
        : { choices: Object.fromEntries(choices.map((choice) => [choice.value, choice.label])) }),
    }));

/** Leaves out the field for a webhook URL. A step that waits fills it with the callback URL of the Zap. */
export const withoutWebhookUrl = (
  { webhook: { registration } }: ProviderDefinition,
  fields: readonly Field[],
): readonly Field[] =>
  registration.kind === 'per-job' ? fields.filter(({ key }) => key !== registration.field) : fields;

/** Converts columns to output fields. `prefix` is `results[]` for the columns of line items. */
export const toOutputFields = (columns: readonly Field[], prefix = ''): PlainOutputField[] =>
  columns.map(({ key, label, type }) => ({ key: `${prefix}${key}`, label, ...kinds[type] }));

interface StepWords {
  readonly noun: string;
  readonly display: { readonly label: string; readonly description: string };
}

/** The words of the step that starts a job and does not wait for it. */
export function createWords({ nouns: { job, rows }, cost }: JobOperation): StepWords {
  const noun = titleCase(job);
  const description = `Creates a ${job} and continues at once, while the job collects ${rows}. ${cost}`;
  return { noun, display: { label: `Create ${noun}`, description } };
}

/** The words of the step that starts a job and waits for it. */
export function createAndWaitWords({ nouns: { job, rows }, cost }: JobOperation): StepWords {
  const noun = titleCase(job);
  const description =
    `Creates a ${job}, pauses the Zap, and continues with the ${rows} when the job has ended. ${cost} ` +
    'If the callback is lost, the Zap stays paused.';
  return { noun, display: { label: `Create ${noun} and Wait for Results`, description } };
}

/** The words of the step that fetches the results of a job. */
export function resultsWords({ nouns: { job, rows } }: JobOperation): StepWords {
  const noun = `${titleCase(job)} Results`;
  const description = `Gets the ${rows} of a ${job}. If the job still runs, waits until it has ended.`;
  return { noun, display: { label: `Get ${noun}`, description } };
}

export const titleCase = (text: string): string =>
  text.replace(/(^| )\p{Ll}/gu, (start) => start.toUpperCase());
