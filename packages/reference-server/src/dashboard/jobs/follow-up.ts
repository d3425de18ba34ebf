import type { StoredJob } from '../../jobs/job.ts';
import type { FormValues, JobForm } from '../../providers/job-form.ts';
import type { Db } from '../../storage/database.ts';
import type { DashboardServices } from '../page.ts';

type Services = Pick<DashboardServices, 'jobForms' | 'jobViews'>;

/** Finds the form that can order a job again. */
export const findRepeatForm = (
  job: StoredJob,
  { jobForms }: Pick<Services, 'jobForms'>,
): JobForm | undefined => jobForms.find(({ repeat }) => repeat?.matches(job));

/** Returns the values of a form that order a job again, or undefined when the form cannot hold them. */
export async function repeatValues(
  db: Db,
  job: StoredJob,
  { repeat }: Pick<JobForm, 'repeat'>,
): Promise<FormValues | undefined> {
  return repeat?.matches(job) === true ? await repeat.values(db, job, Infinity) : undefined;
}

/** Finds the form that can order the unknown items of a job again. */
export function findRetryForm(job: StoredJob, { jobForms, jobViews }: Services): JobForm | undefined {
  const kind = jobViews.get(job.provider)?.unknownItems?.kindIn(job);
  return kind === undefined
    ? undefined
    : jobForms.find(({ fields }) => fields.some(({ items }) => items === kind));
}

/** Returns the unknown items of a job as values of a form, or undefined when the form does not take such items. */
export async function retryValues(
  db: Db,
  { job, form, jobViews }: { readonly job: StoredJob; readonly form: JobForm } & Pick<Services, 'jobViews'>,
): Promise<FormValues | undefined> {
  const unknown = jobViews.get(job.provider)?.unknownItems;
  const kind = unknown?.kindIn(job);
  const field = form.fields.find(({ items }) => items !== undefined && items === kind);
  if (unknown === undefined || field === undefined) return undefined;
  return { [field.name]: (await unknown.list(db, job)).join('\n') };
}
