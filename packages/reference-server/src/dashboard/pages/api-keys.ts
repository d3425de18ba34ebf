import type { FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod/v4';
import { insertApiKey, deleteApiKey, listApiKeys, type ListedKey } from '../../accounts/api-keys.ts';
import type { Db } from '../../storage/database.ts';
import { sessionOf } from '../session-guard.ts';
import { renderConfirmation, renderMoment, renderTable } from '../html/elements.ts';
import { keyName, MAX_NAME } from '../json-routes.ts';
import type { DashboardPage } from '../page.ts';
import { invalidRequest, keyNotFound } from '../refusals.ts';

const PATH = '/api-keys';
const newKey = z.object({ name: keyName });

/** API keys. A new key is shown once; deleting a key needs a confirmation (C008-C010). */
export const apiKeys: DashboardPage = {
  path: PATH,
  title: 'API keys',
  addRoutes: (app, { storage: { db }, clock, show }) => {
    app.get(PATH, async (request, reply) => {
      const { done } = request.query as { readonly done?: unknown };
      const notice =
        done === 'deleted' ? 'The key was deleted. Requests with it are refused from now on.' : undefined;
      const keys = await listApiKeys(db, sessionOf(request).accountId);
      return show(request, reply, { title: apiKeys.title, body: renderKeys(keys), notice });
    });
    app.post(PATH, async (request, reply) => {
      const given = newKey.safeParse(request.body);
      if (!given.success) throw invalidRequest(`A key needs a name of 1 to ${MAX_NAME} characters.`);
      const { accountId } = sessionOf(request);
      const { key } = await insertApiKey(db, accountId, { name: given.data.name, at: new Date(clock.now()) });
      const body = renderNewKey(key) + renderKeys(await listApiKeys(db, accountId));
      return show(request, reply.status(201), { title: apiKeys.title, body });
    });
    app.get(`${PATH}/:id/delete`, async (request, reply) => {
      const { id, name, prefix } = await findRequestedKey(db, request);
      const body = renderConfirmation({
        consequence: `The key “${name}” (${prefix}…) will stop working at once. Jobs that were created with it continue.`,
        button: 'Delete the key',
        action: `/dashboard${PATH}/${id}/delete`,
        back: `/dashboard${PATH}`,
      });
      return show(request, reply, { title: 'Delete an API key?', body });
    });
    app.post(`${PATH}/:id/delete`, async (request, reply) => {
      const { id } = await findRequestedKey(db, request);
      await deleteApiKey(db, sessionOf(request).accountId, { id, at: new Date(clock.now()) });
      return await reply.redirect(`/dashboard${PATH}?done=deleted`, 303);
    });
  },
};

async function findRequestedKey(db: Db, request: FastifyRequest): Promise<ListedKey> {
  const { id } = request.params as { readonly id: string };
  const keys = await listApiKeys(db, sessionOf(request).accountId);
  const key = keys.find((candidate) => candidate.id === id);
  if (key === undefined) throw keyNotFound();
  return key;
}

const renderNewKey = (key: string): string =>
  html`<div class="notice" role="status">
    <p>Your new key. Copy it now: it is not shown again.</p>
    <p><code class="secret">${key}</code></p>
  </div>`;

const renderKeys = (keys: readonly ListedKey[]): string =>
  html`!${renderTable({
      caption: 'Keys that work, times in UTC',
      columns: ['Name', 'Begins with', 'Created', 'Action'],
      rows: keys.map(({ id, name, prefix, createdAt }) => [
        html`${name}`,
        html`<code>${prefix}…</code>`,
        renderMoment(createdAt),
        html`<a href="/dashboard${PATH}/${id}/delete">Delete<span class="hidden"> ${name}</span></a>`,
      ]),
      empty: 'There is no key yet. Requests to the API need one.',
    })}
    <h2>New key</h2>
    <form class="card" method="post" action="/dashboard${PATH}">
      <label for="name">Name of the key</label>
      <input id="name" name="name" maxlength="${MAX_NAME}" required autocomplete="off" />
      <button>Create key</button>
    </form>`;
