import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { type Changed, changeRole, offerNewPassword, removeUser } from '../../../accounts/team.ts';
import { findUser, type User } from '../../../accounts/users.ts';
import { formField } from '../../form-field.ts';
import { renderConfirmation } from '../../html/elements.ts';
import type { PageServices } from '../../page.ts';
import { invalidRequest, teamRefusal } from '../../refusals.ts';
import { forOwners, sessionOf } from '../../session-guard.ts';
import { renderAccountTabs, USERS } from './account-tabs.ts';
import { linkAddress, renderNewLink, renderRoles, roleChoice } from './render-users.ts';

const PATH = '/account/users/:id';

/** Adds the page of one user with its forms: the role, a link for a new password, and the removal. */
export function addUserRoutes(app: FastifyInstance, services: PageServices): void {
  const { storage, clock, show } = services;
  app.get(PATH, forOwners, async (request, reply) => {
    const user = await findRequested(request, services);
    return show(request, reply, { title: user.email, body: renderUser(user, request) });
  });
  app.post(`${PATH}/role`, forOwners, async (request, reply) => {
    const { id } = await findRequested(request, services);
    const role = roleChoice.safeParse(formField(request, 'role')).data;
    if (role === undefined) throw invalidRequest('Choose a role of the list.');
    requireChange(await changeRole(storage, sessionOf(request), { id, role }));
    return await reply.redirect(`${USERS}?done=role`, 303);
  });
  app.post(`${PATH}/password`, forOwners, async (request, reply) => {
    const user = await findRequested(request, services);
    const at = new Date(clock.now());
    const token = requireChange(await offerNewPassword(storage, sessionOf(request), { id: user.id, at }));
    const link = linkAddress(request, services, token);
    const body = renderNewLink(link, user.email) + renderUser(user, request);
    return show(request, reply.status(201), { title: user.email, body });
  });
  app.get(`${PATH}/remove`, forOwners, async (request, reply) => {
    const { id, email } = await findRequested(request, services);
    const body = renderConfirmation({
      consequence: `${email} will not be able to log in any more, and the sessions end at once. Jobs and API keys stay: delete the keys that ${email} knows, too.`,
      button: 'Remove the user',
      action: `${USERS}/${id}/remove`,
      back: `${USERS}/${id}`,
    });
    return show(request, reply, { title: 'Remove a user?', body });
  });
  app.post(`${PATH}/remove`, forOwners, async (request, reply) => {
    const { id } = await findRequested(request, services);
    requireChange(await removeUser(storage, sessionOf(request), id));
    return await reply.redirect(`${USERS}?done=removed`, 303);
  });
}

async function findRequested(request: FastifyRequest, { storage: { db } }: PageServices): Promise<User> {
  const { id } = request.params as { readonly id: string };
  const { accountId } = sessionOf(request);
  const user = /^\w+$/.test(id) ? await findUser(db, { accountId, id }) : undefined;
  if (user === undefined) throw teamRefusal('no such user');
  return user;
}

function requireChange<Value>(changed: Changed<Value>): Value {
  if ('refusal' in changed) throw teamRefusal(changed.refusal);
  return changed.value;
}

const renderUser = ({ id, role }: User, request: FastifyRequest): string =>
  html`!${renderAccountTabs(USERS)}
    <form class="card" method="post" action="${USERS}/${id}/role">
      !${renderRoles(role)}
      <button>Save the role</button>
    </form>
    !${
      id === sessionOf(request).userId
        ? ''
        : html`<form class="card" method="post" action="${USERS}/${id}/password">
            <p>A user who has forgotten the password gets a link from you and chooses a new one.</p>
            <button>Create the link</button>
          </form>`
    }
    <p class="actions">
      <a href="${USERS}/${id}/remove">Remove the user</a> <a href="${USERS}">All users</a>
    </p>`;
