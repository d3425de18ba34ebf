import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDashboardRoutes } from '../../src/dashboard/routes.ts';
import type { DashboardServices } from '../../src/dashboard/page.ts';
import { readConfig } from '../../src/index.ts';
import { createBackends } from '../../src/providers/backends.ts';
import { createEndpointRegistry } from '../../src/providers/endpoint-registry.ts';
import { createScriptedLeadEngine } from '../support/scripted-lead-engine.ts';
import { createPgliteDatabase, type TestDatabase } from '../support/test-database.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { join, openOwner, type Tab } from './suites/account-scene.ts';

interface Route {
  readonly method: string;
  /** With `x` in place of each parameter. */
  readonly path: string;
}

/** Adds the dashboard's routes to a server that never answers, and returns those that need a session. */
async function listGuardedRoutes(): Promise<readonly Route[]> {
  const app = fastify();
  const routes: Route[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, path: url.replaceAll(/:\w+/g, 'x') });
  });
  const engine = createScriptedLeadEngine();
  const backends = createBackends(() => engine);
  const options = { backends, jobs: {}, storage: {}, clock: {}, config: readConfig({}), windows: {} };
  const services = {
    ...options,
    jobViews: new Map(backends.map(({ id, jobView }) => [id, jobView])),
    jobForms: backends.flatMap(({ jobForms }) => jobForms ?? []),
    webhookGuides: new Map(backends.map(({ id, webhookGuide }) => [id, webhookGuide])),
    endpoints: createEndpointRegistry(options as never),
  };
  addDashboardRoutes({ app, refuseUnknownRoute: () => undefined }, services as unknown as DashboardServices);
  await app.ready();
  await app.close();
  const open = /^\/$|^\/api\/session$|^\/dashboard\/(log-in|link\/|scripts\/|style|.*\.(css|js)$)/;
  return routes.filter(({ method, path }) => method !== 'HEAD' && !open.test(path));
}

/** What each user may do for the own person, and what is for owners only. All other changes are for members. */
const own = [
  'POST /dashboard/log-out',
  'POST /dashboard/account/password',
  'POST /dashboard/account/time-zone',
  'POST /dashboard/account/sessions/x/end',
  'POST /dashboard/account/sessions/end-others',
];
const ofOwners = [
  'GET /dashboard/account/users/x',
  'GET /dashboard/account/users/x/remove',
  'POST /dashboard/account/users/invite',
  'POST /dashboard/account/users/links/x/delete',
  'POST /dashboard/account/users/x/role',
  'POST /dashboard/account/users/x/password',
  'POST /dashboard/account/users/x/remove',
  'GET /dashboard/account/api-keys/x/delete',
  'POST /dashboard/account/api-keys',
  'POST /dashboard/account/api-keys/x/delete',
  'POST /api/keys',
  'DELETE /api/keys/x',
];
/** With the secret of the account a person could forge webhooks. The forms for new jobs are of no use to viewers. */
const ofMembers = ['GET /api/webhook/secret', 'GET /dashboard/new', 'GET /dashboard/new/x'];

describe('the roles', () => {
  let database: TestDatabase;
  let server: TestServer;
  let routes: readonly Route[];

  beforeAll(async () => {
    database = await createPgliteDatabase();
    server = await startTestServer(database);
    routes = await listGuardedRoutes();
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  const mayUse = (role: string, { method, path }: Route): boolean => {
    const name = `${method} ${path}`;
    if (role === 'owner' || own.includes(name)) return true;
    if (ofOwners.includes(name)) return false;
    return role === 'member' || (method === 'GET' && !ofMembers.includes(name));
  };

  /** Sends requests, and returns those whose answer says that the role is too low. */
  const refusedOf = async (tab: Tab, asked: readonly Route[]): Promise<readonly Route[]> => {
    const cookie = tab.cookie();
    const answers = await Promise.all(
      asked.map(async ({ method, path }) => {
        const type = path.startsWith('/api') ? 'application/json' : 'application/x-www-form-urlencoded';
        const body = method === 'GET' ? undefined : path.startsWith('/api') ? '{}' : '';
        const headers = { cookie, ...(body === undefined ? {} : { 'content-type': type }) };
        const answer = await fetch(server.url + path, { method, headers, body, redirect: 'manual' });
        await answer.body?.cancel();
        expect([401, 429, 500], `${method} ${path}`).not.toContain(answer.status);
        return answer.status;
      }),
    );
    return asked.filter((_, index) => answers[index] === 403);
  };

  test.each(['viewer', 'member', 'owner'])(
    '%s: exactly the routes of other roles are refused',
    async (role) => {
      const { tab: founder } = await openOwner(server);
      const email = `${randomUUID()}@example.com`;
      const tab = await join(server, founder, { email, role });
      // These end the session.
      const asked = routes.filter(
        ({ path }) => !/\/(log-out|password)$/.test(path) || !path.includes('account/password'),
      );
      const [last, others] = [
        asked.filter(({ path }) => path.endsWith('/log-out')),
        asked.filter(({ path }) => !path.endsWith('/log-out')),
      ];

      const refused = [...(await refusedOf(tab, others)), ...(await refusedOf(tab, last))];

      expect(refused).toEqual(asked.filter((route) => !mayUse(role, route)));
    },
  );

  test('a viewer sees no form and no link for what only others may do', async () => {
    const { tab: owner, account } = await openOwner(server);
    const url = 'https://example.com/hook';
    await owner.post('/dashboard/webhooks/matchkraft', { url });
    await owner.post('/dashboard/webhooks/scrapekit/test', { url, event: 'scrape.job.completed' });
    const job = await account.api.scrape('dentists', { max_leads: 2 });
    await account.api.ended(job);
    const viewer = await join(server, owner, { email: `${randomUUID()}@example.com`, role: 'viewer' });
    const { text: list } = await viewer.get('/dashboard/webhooks/deliveries');
    const delivery = /deliveries\/whd_\w+/.exec(list)?.[0] ?? '';

    const pages = await Promise.all(
      [
        ...['', '/jobs', `/jobs/${job}`, '/credits', '/credits/ledger', '/account', '/account/users'],
        ...['/account/api-keys', '/account/sessions', '/webhooks', '/webhooks/scrapekit'],
        ...['/webhooks/matchkraft', '/webhooks/scrapenest', '/webhooks/scrapfly', `/webhooks/${delivery}`],
      ].map(async (path) => await viewer.get(`/dashboard${path}`)),
    );
    const ofMember = await owner.get(`/dashboard/jobs/${job}`);
    const offersIn = ({ text }: { readonly text: string }) => [
      ...[...text.matchAll(/<form[^>]*method="post"[^>]*action="([^"]*)"/g)].map(([, action]) => action),
      ...[...text.matchAll(/href="(\/dashboard\/new[^"]*|[^"]*\/(?:cancel|change|rotate|delete))"/g)].map(
        ([, address]) => address,
      ),
    ];

    expect(delivery).not.toBe('');
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));
    const allowed = own.map((name) => name.replace('POST ', ''));
    const offered = pages.flatMap(offersIn).map((path) => path?.replace(/ses_\w+/, 'x'));
    expect(offered.filter((path) => !allowed.includes(path ?? ''))).toEqual([]);
    expect(offersIn(ofMember)).toContain('/dashboard/new');
  });

  test('all routes that change something are known to this test', () => {
    const changing = routes
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);

    expect(changing.length).toBeGreaterThan(20);
    for (const name of [...own, ...ofOwners.filter((one) => !one.startsWith('GET'))])
      expect(changing).toContain(name);
  });
});
