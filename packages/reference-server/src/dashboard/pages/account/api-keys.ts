import type { FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { insertApiKey, deleteApiKey, listApiKeys, type ListedKey } from '../../../accounts/api-keys.ts';
import type { Db } from '../../../storage/database.ts';
import { formField } from '../../form-field.ts';
import { forOwners, sessionOf } from '../../session-guard.ts';
import { type Field, renderField } from '../../html/fields.ts';
import { renderConfirmation, renderCopy, renderMoment, renderTable } from '../../html/elements.ts';
import { keyName, MAX_NAME } from '../../json-routes.ts';
import type { DashboardPage } from '../../page.ts';
import { keyNotFound } from '../../refusals.ts';
import { API_KEYS, renderAccountTabs } from './account-tabs.ts';
import { noticeIn } from '../../notice.ts';

const PATH = '/account/api-keys';
const WRONG_NAME = `Give the key a name of 1 to ${MAX_NAME} characters, such as the program that uses it.`;

const notices = { deleted: 'The key was deleted. Requests with it are refused from now on.' };

/** API keys. A new key is shown once; deleting a key needs a confirmation (C008-C010). */
export const apiKeys: DashboardPage = {
  path: PATH,
  title: 'API keys',
  inNavigation: false,
  addRoutes: (app, { storage: { db }, clock, show }) => {
    app.get(PATH, async (request, reply) => {
      const notice = noticeIn(request, notices);
      const keys = await listApiKeys(db, sessionOf(request).accountId);
      return show(request, reply, { title: apiKeys.title, body: renderKeys(keys, request), notice });
    });
    app.post(PATH, forOwners, async (request, reply) => {
      const value = formField(request, 'name');
      const name = keyName.safeParse(value).data;
      const { accountId } = sessionOf(request);
      if (name === undefined) {
        const body = renderKeys(await listApiKeys(db, accountId), request, { value, error: WRONG_NAME });
        return show(request, reply.status(400), { title: apiKeys.title, body });
      }
      const { key } = await insertApiKey(db, accountId, { name, at: new Date(clock.now()) });
      const body = renderNewKey(key) + renderKeys(await listApiKeys(db, accountId), request);
      return show(request, reply.status(201), { title: apiKeys.title, body });
    });
    app.get(`${PATH}/:id/delete`, forOwners, async (request, reply) => {
      const { id, name, prefix } = await findRequestedKey(db, request);
      const body = renderConfirmation({
        consequence: `The key “${name}” (${prefix}…) will stop working at once. Jobs that were created with it continue.`,
        button: 'Delete the key',
        action: `${API_KEYS}/${id}/delete`,
        back: API_KEYS,
      });
      return show(request, reply, { title: 'Delete an API key?', body });
    });
    app.post(`${PATH}/:id/delete`, forOwners, async (request, reply) => {
      const { id } = await findRequestedKey(db, request);
      await deleteApiKey(db, sessionOf(request).accountId, { id, at: new Date(clock.now()) });
      return await reply.redirect(`${API_KEYS}?done=deleted`, 303);
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
    <p><code class="secret">${key}</code> !${renderCopy(key, 'the key')}</p>
  </div>`;

function renderKeys(
  keys: readonly ListedKey[],
  request: FastifyRequest,
  form?: Pick<Field, 'value' | 'error'>,
): string {
  const isOwner = sessionOf(request).role === 'owner';
  return html`!${renderAccountTabs(API_KEYS)}
    <p>A key starts jobs and reads all results of the account. It works until an owner deletes it.</p>
    !${renderTable({
      caption: 'Keys that work',
      columns: ['Name', 'Begins with', 'Project', 'Created', 'Last used', ...(isOwner ? ['Action'] : [])],
      rows: keys.map(({ id, name, prefix, project, env, createdAt, usedAt }) => [
        html`${name}`,
        html`<code>${prefix}…</code>`,
        html`${project}, ${env}`,
        renderMoment(createdAt),
        usedAt === null ? 'not yet' : renderMoment(usedAt),
        ...(isOwner
          ? [html`<a href="${API_KEYS}/${id}/delete">Delete<span class="hidden"> ${name}</span></a>`]
          : []),
      ]),
      empty: 'There is no key yet. Requests to the API need one.',
    })}
    !${isOwner ? renderNewKeyForm(form) : html`<p class="faint">Only an owner creates and deletes keys.</p>`}`;
}

const renderNewKeyForm = (form: Pick<Field, 'value' | 'error'> = {}): string =>
  html`<h2>New key</h2>
    <form class="card" method="post" action="${API_KEYS}">
      !${renderField({ ...form, name: 'name', label: 'Name of the key' })}
      <button>Create key</button>
    </form>`;
