import formBody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import { addPageFiles } from '../http/html-pages.ts';
import type { HttpServer } from '../http/http-server.ts';
import { guardJson, guardPages, sessionOf } from './session-guard.ts';
import { renderPage } from './html/layout.ts';
import { addKeyRoutes, addSecretRoutes } from './json-routes.ts';
import { addLogIn, addLogInPage, addLogOut, addLogOutForm } from './session-routes.ts';
import { addLinkPage } from './link-routes.ts';
import type { DashboardPage, DashboardServices, PageServices } from './page.ts';
import { account } from './pages/account/account.ts';
import { apiKeys } from './pages/account/api-keys.ts';
import { sessions } from './pages/account/sessions.ts';
import { users } from './pages/account/users.ts';
import { credits } from './pages/credits.ts';
import { job } from './pages/job.ts';
import { jobs } from './pages/jobs.ts';
import { ledger } from './pages/ledger.ts';
import { newJob } from './pages/new-job.ts';
import { overview } from './pages/overview.ts';
import { webhooks } from './pages/webhooks/webhooks.ts';
import { sendErrorPage, sendHtml } from './send-html.ts';
import { addSignUpPage } from './sign-up-routes.ts';
import { servedFiles } from './served-files.ts';
import { showTimesIn } from './zoned-time.ts';

/** Adds the dashboard's pages and, under `/api`, its JSON routes. Both need a session, an API key opens neither (C175-C182). */
export function addDashboardRoutes(http: HttpServer, services: DashboardServices): void {
  addPageRoutes(http, services);
  http.app.register(
    (open, _options, done) => {
      addLogIn(open, services);
      done();
    },
    { prefix: '/api' },
  );
  http.app.register(
    (guarded: FastifyInstance, _options, done) => {
      guardJson(guarded, services);
      addLogOut(guarded, services);
      addKeyRoutes(guarded, services);
      addSecretRoutes(guarded, services);
      done();
    },
    { prefix: '/api' },
  );
}

function addPageRoutes({ app, refuseUnknownRoute }: HttpServer, services: DashboardServices): void {
  app.get('/', async (_request, reply) => await reply.redirect('/dashboard', 302));
  addPageFiles(app, servedFiles);
  app.register(
    async (open) => {
      await prepare(open);
      addLogInPage(open, services);
      addSignUpPage(open, services);
      addLinkPage(open, services);
    },
    { prefix: '/dashboard' },
  );
  const show: PageServices['show'] = (request, reply, content) =>
    sendHtml(reply, showTimesIn(renderPage({ ...content, pages, request }), sessionOf(request).timeZone));
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

/** The pages in the order of the navigation. */
const pages: readonly DashboardPage[] = [
  overview,
  newJob,
  jobs,
  job,
  credits,
  ledger,
  webhooks,
  account,
  users,
  sessions,
  apiKeys,
];
