import type { StoredJob } from '../../jobs/job.ts';
import type { JobField } from '../../providers/job-form.ts';
import type { Db } from '../../storage/database.ts';
import type { DashboardServices } from '../page.ts';
import { cut } from '../visible-text.ts';
import { findRepeatForm } from './follow-up.ts';

const MOST_LINES = 10;
const MOST_CHARACTERS = 500;

/** What a job was ordered with. */
export type TypedInput = readonly {
  readonly label: string;
  readonly lines: readonly string[];
  /** How many lines are left out. */
  readonly more: number;
}[];

/** Reads what was typed: the fields of the form that can order the job, or else the stored input. */
export async function readTypedInput(
  db: Db,
  job: StoredJob,
  services: Pick<DashboardServices, 'jobForms'>,
): Promise<TypedInput> {
  const form = findRepeatForm(job, services);
  if (form?.repeat === undefined) return storedInput(job);
  const values = await form.repeat.values(db, job, MOST_LINES + 1);
  return form.fields.map((field) => typedField(field, values[field.name] ?? '', job));
}

function typedField({ label, kind }: JobField, value: string, job: StoredJob): TypedInput[number] {
  if (kind === 'checkbox') return { label, lines: [value === 'on' ? 'Yes' : 'No'], more: 0 };
  if (kind !== 'list') return { label, lines: [cut(value, MOST_CHARACTERS)], more: 0 };
  const lines = value.split('\n');
  const more = lines.length > MOST_LINES ? Math.max(job.cap - MOST_LINES, 0) : 0;
  return { label, lines: lines.slice(0, MOST_LINES).map((line) => cut(line, MOST_CHARACTERS)), more };
}

function storedInput({ input }: StoredJob): TypedInput {
  const fields = typeof input === 'object' && input !== null ? Object.entries(input) : [];
  return fields
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([label, value]) => ({ label, lines: [cut(textOf(value), MOST_CHARACTERS)], more: 0 }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
