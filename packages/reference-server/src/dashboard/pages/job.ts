import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { listJobParts } from '../../accounts/ledger-groups.ts';
import { isTerminal, type StoredJob } from '../../jobs/job.ts';
import { listDeliveries } from '../../webhooks/delivery-store.ts';
import { renderConfirmation } from '../html/elements.ts';
import { jobName } from '../jobs/job-cells.ts';
import { formPath } from '../html/job-form.ts';
import {
  renderActions,
  renderCost,
  renderInput,
  renderParts,
  renderProgress,
  renderWebhooks,
} from '../jobs/job-page.ts';
import { renderTimeline } from '../jobs/job-timeline.ts';
import { findRepeatForm, findRetryForm } from '../jobs/follow-up.ts';
import { addLiveEvents } from '../jobs/live-events.ts';
import { findRequestedJob } from '../jobs/requested-job.ts';
import { readTypedInput } from '../jobs/typed-input.ts';
import type { DashboardPage, PageServices } from '../page.ts';
import { renderResults, type ResultQuery } from '../results/render-results.ts';
import { mayChange } from '../session-guard.ts';
import { addResultRoutes } from '../results/result-routes.ts';
import { jobHasEnded } from '../refusals.ts';
import { noticeIn } from '../notice.ts';

const PATH = '/jobs/:id';
const DELIVERIES_SHOWN = 20;

const notices: Readonly<Record<string, string>> = {
  started: 'The job was started.',
  cancelled: 'The job was cancelled. The rows that were paid for are below.',
};

/** The page of one job: its state, cost, history, webhooks and results. */
export const job: DashboardPage = {
  path: PATH,
  title: 'Job',
  inNavigation: false,
  addRoutes: (app, services) => {
    const { jobViews, show } = services;
    app.get(PATH, async (request, reply) => {
      const shown = await findRequestedJob(services, request);
      return show(request, reply, {
        title: jobName(shown, jobViews),
        body: await renderJob(services, shown, request),
        notice: noticeIn(request, notices),
        scripts: isTerminal(shown.status) ? [] : ['live-job'],
      });
    });
    addLiveEvents(app, services);
    addCancel(app, services);
    addResultRoutes(app, services);
  },
};

async function renderJob(services: PageServices, shown: StoredJob, request: FastifyRequest): Promise<string> {
  const { db } = services.storage;
  const { id, accountId } = shown;
  const deliveries = await listDeliveries(db, { accountId, jobId: id, limit: DELIVERIES_SHOWN });
  const paid = await listJobParts(db, shown);
  const input = await readTypedInput(db, shown, services);
  return html`<p><a href="/dashboard/jobs">All jobs</a></p>
    !${renderProgress(shown)} !${mayChange(request) ? renderActions(actionsFor(services, shown)) : ''}
    !${renderParts()} !${await renderResults(services, shown, request.query as ResultQuery)}
    <div class="job-parts">
      !${renderInput(input)} !${renderCost(shown, paid)} !${renderTimeline(shown, deliveries)}
    </div>
    !${renderWebhooks(shown, deliveries)}`;
}

function actionsFor(services: PageServices, shown: StoredJob) {
  const { id, status } = shown;
  if (!isTerminal(status)) return { cancel: `/dashboard/jobs/${id}/cancel` };
  const repeat = findRepeatForm(shown, services);
  const retry = findRetryForm(shown, services);
  return {
    ...(repeat !== undefined && { repeat: `/dashboard${formPath(repeat)}?again=${id}` }),
    ...(retry !== undefined && { retry: `/dashboard${formPath(retry)}?unknowns=${id}` }),
  };
}

function addCancel(app: FastifyInstance, services: PageServices): void {
  const { jobs, jobViews, show } = services;
  app.get(`${PATH}/cancel`, async (request, reply) => {
    const shown = await findRequestedJob(services, request);
    if (isTerminal(shown.status)) throw jobHasEnded();
    const body = renderConfirmation({
      consequence: `The job “${jobName(shown, jobViews)}” will end now. The rows it found so far stay charged. They stay on the page of the job, but the API will not return them.`,
      button: 'Cancel the job',
      action: `/dashboard/jobs/${shown.id}/cancel`,
      back: `/dashboard/jobs/${shown.id}`,
    });
    return show(request, reply, { title: 'Cancel a job?', body });
  });
  app.post(`${PATH}/cancel`, async (request, reply) => {
    const { id } = await findRequestedJob(services, request);
    if ((await jobs.cancel(id)) === undefined) throw jobHasEnded();
    return await reply.redirect(`/dashboard/jobs/${id}?done=cancelled`, 303);
  });
}
