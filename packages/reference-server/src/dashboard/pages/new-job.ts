import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findAccount, lockAccount } from '../../accounts/accounts.ts';
import { HttpError } from '../../http/errors.ts';
import { listJobs } from '../../jobs/job-store.ts';
import type { StoredJob } from '../../jobs/job.ts';
import type { FormValues, JobForm, OrderContext } from '../../providers/job-form.ts';
import { formPath, renderFormPage, renderReview } from '../html/job-form.ts';
import { repeatValues, retryValues } from '../jobs/follow-up.ts';
import { findOwnJob } from '../jobs/requested-job.ts';
import { type ListColumn, readColumn } from '../list-column.ts';
import { readForm, withFile } from '../multipart-form.ts';
import type { DashboardPage, PageServices } from '../page.ts';
import { formNotFound, invalidRequest, repeatedOrder } from '../refusals.ts';
import { forMembers, sessionOf } from '../session-guard.ts';

const PATH = '/new';

/** The forms for new jobs. Each shows its price before the job is started. */
export const newJob: DashboardPage = {
  path: PATH,
  title: 'New job',
  isForViewers: false,
  addRoutes: (app, services) => {
    const { jobForms: forms } = services;
    const requestedForm = (request: FastifyRequest): JobForm => {
      const { key } = request.params as { readonly key: string };
      const form = forms.find((one) => one.key === key);
      if (form === undefined) throw formNotFound();
      return form;
    };
    app.get(
      PATH,
      forMembers,
      async (_request, reply) => await reply.redirect(`/dashboard${formPath(firstOf(forms))}`, 303),
    );
    app.get(`${PATH}/:key`, forMembers, async (request, reply) => {
      const form = requestedForm(request);
      const { values, notice } = await findValues(services, request, form);
      return services.show(request, reply, {
        title: form.title,
        body: renderFormPage({ forms, form, values }),
        notice,
      });
    });
    app.post(
      `${PATH}/:key/review`,
      withFile,
      async (request, reply) => await review(services, requestedForm(request), { request, reply }),
    );
    app.post(`${PATH}/:key`, withFile, async (request, reply) => {
      const form = requestedForm(request);
      const { order: orderId = '', ...values } = await readForm(request);
      const { accountId } = sessionOf(request);
      const { id } = await start(services, { form, values, orderId, accountId });
      return await reply.redirect(`/dashboard/jobs/${id}?done=started`, 303);
    });
  },
};

function firstOf(forms: readonly JobForm[]): JobForm {
  const [first] = forms;
  if (first === undefined) throw formNotFound();
  return first;
}

interface FilledForm {
  readonly values: FormValues;
  readonly notice?: string;
}

/** Returns the values of the query, of an earlier job, or of an empty form. */
async function findValues(
  services: PageServices,
  request: FastifyRequest,
  form: JobForm,
): Promise<FilledForm> {
  const { again, unknowns, ...query } = request.query as Readonly<Record<string, unknown>>;
  const { db } = services.storage;
  const repeated = await findOwnJob(services, request, again);
  const retried = await findOwnJob(services, request, unknowns);
  const unknown =
    retried === undefined ? undefined : await retryValues(db, { ...services, job: retried, form });
  const initial = Object.fromEntries(form.fields.map(({ name, initial: value = '' }) => [name, value]));
  const given = Object.entries(query).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const values = {
    ...initial,
    ...(repeated !== undefined && (await repeatValues(db, repeated, form))),
    ...unknown,
    ...Object.fromEntries(given),
  };
  const hasNone = unknown !== undefined && Object.values(unknown).every((value) => value === '');
  return hasNone ? { values, notice: 'That job has no unknown outcomes, so the list is empty.' } : { values };
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function review(
  services: PageServices,
  form: JobForm,
  { request, reply }: Exchange,
): Promise<FastifyReply> {
  const { storage, jobForms: forms, show } = services;
  let sent: FormValues = {};
  try {
    const { column: wanted, ...fields } = await readForm(request);
    sent = fields;
    const { values, table } = await pickColumn(form, sent, wanted);
    const order = form.order(values);
    const account = await findAccount(storage.db, sessionOf(request).accountId);
    const body = renderReview({
      form,
      values,
      order,
      orderId: `dashboard-${randomUUID()}`,
      balance: account?.balance ?? 0,
      ...(table !== undefined && { table }),
    });
    return await show(request, reply, { title: `${form.title}: the price`, body });
  } catch (error) {
    if (!(error instanceof HttpError) || error.status >= 500) throw error;
    const body = renderFormPage({ forms, form, ...refusedForm(sent, error.message) });
    return show(request, reply.status(error.status), { title: form.title, body });
  }
}

/** The most characters of a field that stand in the form again. Nobody mends a longer list there, and a page is in memory. */
const MOST_SHOWN_AGAIN = 200_000;

/** Returns the values that stand in the form again after a refusal, and what the refusal says. */
function refusedForm(
  sent: FormValues,
  message: string,
): { readonly values: FormValues; readonly error: string } {
  const kept = Object.entries(sent).filter(([, value]) => value.length <= MOST_SHOWN_AGAIN);
  const isWhole = kept.length === Object.keys(sent).length;
  const error = isWhole
    ? message
    : `${message} The list is too long to stand here again, so choose it again.`;
  return { values: Object.fromEntries(kept), error };
}

interface Picked {
  readonly values: FormValues;
  readonly table?: { readonly column: ListColumn; readonly text: string; readonly field: string };
}

/** Replaces a pasted or uploaded table by one of its columns. */
async function pickColumn(form: JobForm, sent: FormValues, wanted: string | undefined): Promise<Picked> {
  const field = form.fields.find(({ kind, isColumn }) => kind === 'list' && isColumn === true)?.name;
  const text = field === undefined ? undefined : sent[field];
  if (field === undefined || text === undefined) return { values: sent };
  const column = await readColumn(text, wanted === undefined ? undefined : Number(wanted));
  const values = { ...sent, [field]: column.items.join('\n') };
  return column.columns.length > 1 ? { values, table: { column, text, field } } : { values };
}

interface Start {
  readonly form: JobForm;
  readonly values: FormValues;
  readonly orderId: string;
  readonly accountId: string;
}

/** Starts the job of an order, or finds the job that the order has already. */
async function start(
  services: PageServices,
  { form, values, orderId, accountId }: Start,
): Promise<StoredJob> {
  if (!/^dashboard-[0-9a-f-]{36}$/.test(orderId)) throw invalidRequest('Start again from the form.');
  const findOrdered = async (db: Parameters<typeof listJobs>[0]) =>
    (await listJobs(db, { accountId }, { clientRequestId: orderId, limit: 1 })).at(0);
  const refuseRepeat: OrderContext['refuseRepeat'] = async (trx) => {
    await lockAccount(trx, accountId);
    if ((await findOrdered(trx)) !== undefined) throw repeatedOrder();
  };
  try {
    return await form.order(values).create({ services, accountId, orderId, refuseRepeat });
  } catch (error) {
    const ordered = await findOrdered(services.storage.db);
    if (ordered !== undefined) return ordered;
    throw error;
  }
}
