import type { FastifyInstance } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod/v4';
import { openAccount } from '../accounts/accounts.ts';
import { fromCredits } from '../accounts/credits.ts';
import { passwordComplaint } from '../accounts/password-rules.ts';
import { hashPassword } from '../accounts/password.ts';
import { clientNetwork } from '../http/client-network.ts';
import { rateLimited, rateLimitHeaders } from '../http/rate-limit/fixed-windows.ts';
import { formField } from './form-field.ts';
import { renderField, renderNewPassword } from './html/fields.ts';
import { renderPublicPage } from './html/public-page.ts';
import type { DashboardServices } from './page.ts';
import { crossSite } from './refusals.ts';
import { isSameOrigin } from './same-origin.ts';
import { sendHtml } from './send-html.ts';

const ADDRESS = '/dashboard/sign-up';
const PER_NETWORK_AND_MINUTE = 5;
/** Longer than the work, whose time would tell whether an address has an account. */
const ANSWER_MS = 400;

const address = z.email().max(254).toLowerCase();

interface Form {
  readonly email: string;
  readonly password: string;
}

interface Complaints {
  readonly email?: string;
  readonly password?: string;
}

/**
 * Adds the page on which a stranger creates an account, when the setting `SIGN_UP` allows it. No mail is sent, so an
 * address is not checked. The answer is the same whether or not an address has an account.
 */
export function addSignUpPage(app: FastifyInstance, services: DashboardServices): void {
  const { config, clock, windows, publicUrl } = services;
  if (!config.signUp) return;
  app.get('/sign-up', async (_request, reply) => await sendHtml(reply, renderSignUp({ email: '' }, {})));
  app.post('/sign-up', async (request, reply) => {
    const usage = await windows.hit(`sign-up:${clientNetwork(request)}`, PER_NETWORK_AND_MINUTE);
    reply.headers(rateLimitHeaders(usage));
    if (!isSameOrigin(request, { publicUrl })) throw crossSite();
    if (usage.retryAfter !== undefined) throw rateLimited(usage);
    const form = { email: formField(request, 'email').trim(), password: formField(request, 'password') };
    const complaints = findComplaints(form);
    if (Object.keys(complaints).length > 0)
      return await sendHtml(reply.status(400), renderSignUp(form, complaints));
    await Promise.all([signUp(services, form), clock.sleep(ANSWER_MS)]);
    return await reply.redirect('/dashboard/log-in?done=signed-up', 303);
  });
}

function findComplaints({ email, password }: Form): Complaints {
  const complaint = passwordComplaint(password, email);
  return {
    ...(address.safeParse(email).success
      ? {}
      : { email: 'Write an e-mail address, such as ann@example.com.' }),
    ...(complaint === undefined ? {} : { password: complaint }),
  };
}

async function signUp({ storage, clock, config }: DashboardServices, form: Form): Promise<void> {
  const passwordHash = await hashPassword(form.password);
  const opening = fromCredits(config.signUpCredits) ?? 0;
  const input = { email: address.parse(form.email), passwordHash, opening, at: new Date(clock.now()) };
  await storage.transaction(async (trx) => await openAccount(trx, input));
}

const renderSignUp = ({ email }: Pick<Form, 'email'>, complaints: Complaints): string =>
  renderPublicPage({
    title: 'Sign up',
    body: html`<form class="card" method="post" action="${ADDRESS}">
        !${renderField({
          name: 'email',
          label: 'E-mail address',
          type: 'email',
          value: email,
          autocomplete: 'username',
          error: complaints.email,
        })}
        !${renderNewPassword({ name: 'password', label: 'Password', error: complaints.password })}
        <button>Create the account</button>
      </form>
      <p>You have an account? <a href="/dashboard/log-in">Log in</a></p>`,
  });
