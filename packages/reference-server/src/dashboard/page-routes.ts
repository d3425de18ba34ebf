import formBody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type { HttpServer } from '../http/create-http-server.ts';
import { guardPages } from './guard-pages.ts';
import { renderPage } from './html/layout.ts';
import { stylesheet } from './html/stylesheet.ts';
import { addLogInPage } from './log-in-page.ts';
import { addLogOutForm } from './log-out-form.ts';
import { sendErrorPage } from './send-error-page.ts';
import { sendHtml } from './send-html.ts';
import { pages } from './pages.ts';
import type { PageServices } from './page.ts';
import type { DashboardServices } from './services.ts';

const STYLESHEET_SECONDS = 300;

/** `/dashboard`: the dashboard in a browser, with or without JavaScript. */
export function addPageRoutes({ app, refuseUnknownRoute }: HttpServer, services: DashboardServices): void {
  app.get('/', async (_request, reply) => await reply.redirect('/dashboard', 302));
  app.register(
    async (open) => {
      await prepare(open);
      open.get('/style.css', async (_request, reply) => {
        reply.header('cache-control', `public, max-age=${STYLESHEET_SECONDS}`);
        return await reply.type('text/css; charset=utf-8').send(stylesheet);
      });
      addLogInPage(open, services);
    },
    { prefix: '/dashboard' },
  );
  const show: PageServices['show'] = (request, reply, content) =>
    sendHtml(reply, renderPage({ ...content, pages, request }));
  app.register(
    async (guarded) => {
      await prepare(guarded);
      guardPages(guarded, services, refuseUnknownRoute);
      addLogOutForm(guarded, services);
      for (const page of pages) page.addRoutes(guarded, { ...services, show });
    },
    { prefix: '/dashboard' },
  );
}

async function prepare(app: FastifyInstance): Promise<void> {
  app.setErrorHandler(sendErrorPage);
  await app.register(formBody);
}
