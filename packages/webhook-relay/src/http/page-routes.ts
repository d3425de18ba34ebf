import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { reopenDelivery } from '../deliver/delivery-store.ts';
import { findDelivery } from '../deliver/delivery-list.ts';
import { bookTurn } from '../deliver/outbox.ts';
import {
  PAGE_POLICY,
  pageFiles,
  pagePaths,
  renderDelivery,
  renderJobs,
  renderMessage,
  renderOverview,
  type DeliveryState,
} from '../page/index.ts';
import type { Storage } from '../storage/tables.ts';
import type { PageGuard } from './guard-page.ts';
import { readDelivery, readJobs, readOverview, type ViewOptions } from './page-views.ts';

export interface PageRouteOptions {
  readonly guard: PageGuard;
  readonly storage: Storage;
  readonly views: ViewOptions;
  readonly printMetrics: () => Promise<string>;
  /** Called after a delivery was booked again. */
  readonly onStored: () => void;
}

const states: readonly DeliveryState[] = ['waiting', 'sending', 'delivered', 'stopped'];
const LASTING = 'public, max-age=31536000, immutable';

/** Adds the status page, its files and the metrics. */
export function addPageRoutes(app: FastifyInstance, options: PageRouteOptions): void {
  const { guard, views, printMetrics } = options;
  const guarded =
    (handle: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      if (await guard.admit(request, reply)) await handle(request, reply);
    };
  for (const { path, text, type } of pageFiles)
    app.get(path, async (_request, reply) => {
      await reply.header('cache-control', LASTING).type(type).send(text);
    });
  app.get(
    pagePaths.overview,
    guarded(
      async (request, reply) =>
        await sendHtml(reply, renderOverview(await readOverview(views, parseQuery(request)))),
    ),
  );
  app.get(
    pagePaths.jobs,
    guarded(async (_request, reply) => await sendHtml(reply, renderJobs(await readJobs(views)))),
  );
  app.get(
    pagePaths.delivery,
    guarded(async (request, reply) => {
      const view = await readDelivery(views, idOf(request));
      if (view === undefined) await sendUnknown(reply);
      else await sendHtml(reply, renderDelivery(view));
    }),
  );
  app.post(
    pagePaths.sendAgain,
    guarded(async (request, reply) => await sendAgain(options, request, reply)),
  );
  app.get(
    '/metrics',
    guarded(
      async (_request, reply) => await reply.type('text/plain; version=0.0.4').send(await printMetrics()),
    ),
  );
}

const idOf = ({ params }: FastifyRequest): string => (params as { readonly id: string }).id;

function parseQuery({ query }: FastifyRequest): Parameters<typeof readOverview>[1] {
  const { target, state, cursor: after } = query as Readonly<Record<string, unknown>>;
  return {
    filter: {
      ...(typeof target === 'string' && target !== '' && { target }),
      state: states.find((each) => each === state),
    },
    ...(typeof after === 'string' && after !== '' && { after }),
  };
}

async function sendAgain(
  { storage, views, onStored }: PageRouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const id = idOf(request);
  const delivery = await findDelivery(storage.db, id);
  if (delivery === undefined) {
    await sendUnknown(reply);
    return;
  }
  const now = new Date(views.now());
  await storage.transaction(async (trx) => {
    const turn = await reopenDelivery(trx, id, now);
    if (turn !== undefined)
      await bookTurn(trx, storage.queues, { deliveryId: id, turn, target: delivery.target });
  });
  onStored();
  await reply.redirect(`../${id}`, 303);
}

const sendUnknown = async (reply: FastifyReply): Promise<void> =>
  await sendHtml(
    reply.code(404),
    renderMessage({
      title: 'No such delivery',
      root: '../',
      text: 'It may have been removed: deliveries are kept for 30 days.',
    }),
  );

async function sendHtml(reply: FastifyReply, page: string): Promise<void> {
  await reply
    .headers({ 'content-security-policy': PAGE_POLICY, 'referrer-policy': 'same-origin' })
    .type('text/html; charset=utf-8')
    .send(page);
}
