import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { acceptLink } from '../accounts/accept-link.ts';
import { findLink, type UserLink } from '../accounts/links.ts';
import { passwordComplaint } from '../accounts/password-rules.ts';
import { clientNetwork } from '../http/client-network.ts';
import { rateLimited } from '../http/rate-limit/fixed-windows.ts';
import { formField } from './form-field.ts';
import { renderNewPassword, renderUsername } from './html/fields.ts';
import { renderPublicPage } from './html/public-page.ts';
import type { DashboardServices } from './page.ts';
import { crossSite, linkNotFound, teamRefusal } from './refusals.ts';
import { isSameOrigin } from './same-origin.ts';
import { sendHtml } from './send-html.ts';
import { openSession } from './visitor.ts';

const PER_NETWORK_AND_MINUTE = 30;

/** Adds the page of a link with which an invited person or a user without a password chooses one. A link works once. */
export function addLinkPage(app: FastifyInstance, services: DashboardServices): void {
  const { storage, clock, windows, publicUrl } = services;
  const findRequested = async (request: FastifyRequest) => {
    const usage = await windows.hit(`link:${clientNetwork(request)}`, PER_NETWORK_AND_MINUTE);
    if (usage.retryAfter !== undefined) throw rateLimited(usage);
    const token = tokenOf(request);
    const link = await findLink(storage.db, token, new Date(clock.now()));
    if (link === undefined) throw linkNotFound();
    return { token, link };
  };
  app.get('/link/:token', async (request, reply) => {
    const { token, link } = await findRequested(request);
    return await sendHtml(reply, renderLink(token, link));
  });
  app.post('/link/:token', async (request, reply) => {
    if (!isSameOrigin(request, { publicUrl })) throw crossSite();
    const { token, link } = await findRequested(request);
    const password = formField(request, 'password');
    const error = passwordComplaint(password, link.email);
    if (error !== undefined) return await sendHtml(reply.status(400), renderLink(token, link, error));
    const at = new Date(clock.now());
    const accepted = await acceptLink(storage, { token, password, at });
    if ('refusal' in accepted) throw teamRefusal(accepted.refusal);
    await openSession(services, { request, reply }, accepted.value);
    return await reply.redirect('/dashboard', 303);
  });
}

const tokenOf = (request: FastifyRequest): string => (request.params as { readonly token: string }).token;

function renderLink(token: string, { email, userId, role }: UserLink, error?: string): string {
  const isInvited = userId === null;
  return renderPublicPage({
    title: isInvited ? 'Welcome to ScrapeKit' : 'Choose a new password',
    text: isInvited
      ? `You are invited as ${role ?? 'viewer'} with the e-mail address ${email}. Choose a password to log in with.`
      : `The new password of ${email} replaces the old one, and all its sessions end.`,
    body: html`<form class="card" method="post" action="/dashboard/link/${token}">
      !${renderUsername(email)} !${renderNewPassword({ name: 'password', label: 'Password', error })}
      <button>Save the password and log in</button>
    </form>`,
  });
}
