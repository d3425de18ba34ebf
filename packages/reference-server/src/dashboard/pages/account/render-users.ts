import type { FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod/v4';
import type { UserLink } from '../../../accounts/links.ts';
import { type Role, roles } from '../../../accounts/role.ts';
import type { User } from '../../../accounts/users.ts';
import { renderCopy, renderMoment, renderTable } from '../../html/elements.ts';
import { renderChoices, renderField } from '../../html/fields.ts';
import type { PageServices } from '../../page.ts';
import { renderAccountTabs, USERS } from './account-tabs.ts';

export const roleChoice = z.enum(roles);

const meanings: Readonly<Record<Role, string>> = {
  owner: 'does everything, also with users and API keys',
  member: 'starts jobs and changes webhooks',
  viewer: 'reads and downloads',
};

/** Renders the choice of a role with what each role may do. */
export const renderRoles = (value: string): string =>
  html`!${renderChoices(
      { name: 'role', label: 'Role', value },
      roles.map((value) => ({ value })),
    )}
    <ul class="hint">
      !${roles.map((role) => html`<li>${role}: ${meanings[role]}</li>`)}
    </ul>`;

/** Returns the address of a link, under the address that clients use. */
export function linkAddress(
  { protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>,
  { publicUrl }: Pick<PageServices, 'publicUrl'>,
  token: string,
): string {
  return `${publicUrl ?? `${protocol}://${host}`}/dashboard/link/${token}`;
}

export const renderNewLink = (link: string, email: string): string =>
  html`<div class="notice" role="status">
    <p>Send this link to ${email}. It works once, for three days, and is not shown again.</p>
    <p><code class="secret">${link}</code> !${renderCopy(link, 'the link')}</p>
  </div>`;

/** A form that was sent with a mistake. */
export interface InviteForm {
  readonly email: string;
  readonly role: string;
  readonly error: string;
}

export interface UsersPart {
  readonly people: readonly User[];
  readonly links: readonly UserLink[];
  readonly isOwner: boolean;
  readonly form?: InviteForm;
}

export const renderUsers = ({ people, links, isOwner, form }: UsersPart): string =>
  html`!${renderAccountTabs(USERS)}
  !${renderTable({
    caption: 'Users of the account',
    columns: ['E-mail address', 'Role', 'Since', ...(isOwner ? ['Action'] : [])],
    rows: people.map(({ id, email, role, createdAt }) => [
      html`<span class="address">${email}</span>`,
      html`${role}`,
      renderMoment(createdAt),
      ...(isOwner ? [html`<a href="${USERS}/${id}">Change<span class="hidden"> ${email}</span></a>`] : []),
    ]),
    empty: '',
  })}
  !${isOwner ? renderLinks(links) + renderInvite(form) : html`<p class="faint">Only an owner changes users.</p>`}`;

const renderLinks = (links: readonly UserLink[]): string =>
  links.length === 0
    ? ''
    : html`<h2>Links that were not used yet</h2>
        !${renderTable({
          caption: 'Links for new users and new passwords',
          columns: ['For', 'What it does', 'Works until', 'Action'],
          rows: links.map(({ id, email, role, expiresAt }) => [
            html`<span class="address">${email}</span>`,
            html`${role === null ? 'gives a new password' : `adds a ${role}`}`,
            renderMoment(expiresAt),
            html`<form method="post" action="${USERS}/links/${id}/delete">
              <button class="quiet">Take back<span class="hidden"> the link for ${email}</span></button>
            </form>`,
          ]),
          empty: '',
        })}`;

const renderInvite = (form?: InviteForm): string =>
  html`<h2>Invite a person</h2>
    <form class="card" method="post" action="${USERS}/invite">
      !${renderField({
        name: 'email',
        label: 'E-mail address',
        type: 'email',
        hint: 'You get a link and send it yourself, because this server sends no mail.',
        value: form?.email,
        error: form?.error,
      })}
      !${renderRoles(form?.role ?? 'member')}
      <button>Create the link</button>
    </form>`;
