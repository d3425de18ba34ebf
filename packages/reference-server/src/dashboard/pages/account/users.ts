import type { FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import { deleteLink, listLinks } from '../../../accounts/links.ts';
import { inviteUser, type TeamRefusal } from '../../../accounts/team.ts';
import { listUsers } from '../../../accounts/users.ts';
import { formField } from '../../form-field.ts';
import type { DashboardPage, PageServices } from '../../page.ts';
import { linkNotFound, teamRefusal } from '../../refusals.ts';
import { forOwners, sessionOf } from '../../session-guard.ts';
import { USERS } from './account-tabs.ts';
import { type InviteForm, linkAddress, renderNewLink, renderUsers, roleChoice } from './render-users.ts';
import { addUserRoutes } from './user-routes.ts';
import { noticeIn } from '../../notice.ts';

const PATH = '/account/users';

const notices: Readonly<Record<string, string>> = {
  role: 'The role was changed. It holds from the next page on.',
  removed: 'The user was removed, and the sessions of the user have ended.',
  'taken-back': 'The link does not work any more.',
};

const address = z.email().max(254).toLowerCase();

/** The people who may log in to the account, and the links that invite others. */
export const users: DashboardPage = {
  path: PATH,
  title: 'Users',
  inNavigation: false,
  addRoutes: (app, services) => {
    const { storage, show } = services;
    const { title } = users;
    app.get(PATH, async (request, reply) => {
      return show(request, reply, {
        title,
        notice: noticeIn(request, notices),
        body: await renderPart(request, services),
      });
    });
    app.post(`${PATH}/invite`, forOwners, async (request, reply) => {
      const form = { email: formField(request, 'email').trim(), role: formField(request, 'role') };
      const invited = await invite(request, services, form);
      if ('error' in invited) {
        const body = await renderPart(request, services, { ...form, error: invited.error });
        return show(request, reply.status(400), { title, body });
      }
      const link = linkAddress(request, services, invited.token);
      const body = renderNewLink(link, form.email) + (await renderPart(request, services));
      return show(request, reply.status(201), { title, body });
    });
    app.post(`${PATH}/links/:id/delete`, forOwners, async (request, reply) => {
      const { id } = request.params as { readonly id: string };
      const { accountId } = sessionOf(request);
      if (!/^\w+$/.test(id) || !(await deleteLink(storage.db, { accountId, id }))) throw linkNotFound();
      return await reply.redirect(`${USERS}?done=taken-back`, 303);
    });
    addUserRoutes(app, services);
  },
};

async function renderPart(
  request: FastifyRequest,
  { storage: { db }, clock }: PageServices,
  form?: InviteForm,
): Promise<string> {
  const { accountId, role } = sessionOf(request);
  const people = await listUsers(db, accountId);
  const links = await listLinks(db, accountId, new Date(clock.now()));
  return renderUsers({ people, links, isOwner: role === 'owner', form });
}

type Invited = { readonly token: string } | { readonly error: string };

async function invite(
  request: FastifyRequest,
  { storage, clock }: PageServices,
  form: Pick<InviteForm, 'email' | 'role'>,
): Promise<Invited> {
  const email = address.safeParse(form.email).data;
  const role = roleChoice.safeParse(form.role).data;
  if (email === undefined) return { error: 'Write an e-mail address, such as ann@example.com.' };
  if (role === undefined) return { error: 'Choose a role of the list.' };
  const at = new Date(clock.now());
  const invited = await inviteUser(storage, sessionOf(request), { email, role, at });
  if (!('refusal' in invited)) return { token: invited.value };
  const hasUser: TeamRefusal = 'e-mail address in use';
  if (invited.refusal === hasUser) return { error: 'This e-mail address is a user of the account already.' };
  throw teamRefusal(invited.refusal);
}
