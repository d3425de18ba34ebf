import type { FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { changePassword } from '../../../accounts/change-password.ts';
import { passwordComplaint } from '../../../accounts/password-rules.ts';
import { updateUser } from '../../../accounts/users.ts';
import { rateLimited } from '../../../http/rate-limit/fixed-windows.ts';
import { formField } from '../../form-field.ts';
import { renderChoices, renderField, renderNewPassword, renderUsername } from '../../html/fields.ts';
import type { DashboardPage, PageServices } from '../../page.ts';
import { invalidRequest } from '../../refusals.ts';
import { forEveryone, sessionOf } from '../../session-guard.ts';
import { openSession } from '../../visitor.ts';
import { timeZones } from '../../zoned-time.ts';
import { ACCOUNT, renderAccountTabs } from './account-tabs.ts';
import { noticeIn } from '../../notice.ts';

const PATH = '/account';
/** Guesses of the old password, by a person who found an open browser. */
const CHANGES_PER_MINUTE = 10;

const notices: Readonly<Record<string, string>> = {
  password: 'Your password was changed. Your other sessions have ended.',
  zone: 'Your time zone was changed.',
};

/** The password and the time zone of the user who is logged in. */
export const account: DashboardPage = {
  path: PATH,
  title: 'Account',
  addRoutes: (app, services) => {
    const { storage, show } = services;
    const { title } = account;
    app.get(PATH, (request, reply) => {
      return show(request, reply, {
        title,
        notice: noticeIn(request, notices),
        body: renderAccount(request, {}),
      });
    });
    app.post(`${PATH}/password`, forEveryone, async (request, reply) => {
      const complaints = await tryChange(request, services);
      if (complaints !== undefined)
        return show(request, reply.status(400), { title, body: renderAccount(request, complaints) });
      // All sessions have ended, so that a copy of this one's cookie is worth nothing either.
      await openSession(services, { request, reply }, sessionOf(request));
      return await reply.redirect(`${ACCOUNT}?done=password`, 303);
    });
    app.post(`${PATH}/time-zone`, forEveryone, async (request, reply) => {
      const timeZone = formField(request, 'zone');
      if (!timeZones.includes(timeZone)) throw invalidRequest('Choose a time zone of the list.');
      await updateUser(storage.db, sessionOf(request).userId, { timeZone });
      return await reply.redirect(`${ACCOUNT}?done=zone`, 303);
    });
  },
};

/** What is wrong with the passwords that were sent. */
interface Complaints {
  readonly old?: string;
  readonly new?: string;
}

async function tryChange(
  request: FastifyRequest,
  { storage, clock, windows }: PageServices,
): Promise<Complaints | undefined> {
  const { userId, email } = sessionOf(request);
  const usage = await windows.hit(`password:${userId}`, CHANGES_PER_MINUTE);
  if (usage.retryAfter !== undefined) throw rateLimited(usage);
  const [oldPassword, newPassword] = [formField(request, 'old'), formField(request, 'new')];
  const complaint = passwordComplaint(newPassword, email);
  if (complaint !== undefined) return { new: complaint };
  const at = new Date(clock.now());
  const isChanged = await changePassword(storage, { email, oldPassword, newPassword, at });
  return isChanged ? undefined : { old: 'This is not your password of now.' };
}

function renderAccount(request: FastifyRequest, complaints: Complaints): string {
  const { email, role, timeZone } = sessionOf(request);
  return html`!${renderAccountTabs(ACCOUNT)}
    <p>You are logged in as <strong>${email}</strong>, with the role ${role}.</p>
    <h2>Password</h2>
    <form class="card" method="post" action="${ACCOUNT}/password">
      !${renderUsername(email)}
      !${renderField({
        name: 'old',
        label: 'Password of now',
        type: 'password',
        autocomplete: 'current-password',
        error: complaints.old,
      })}
      !${renderNewPassword(
        { name: 'new', label: 'New password', error: complaints.new },
        'Your other sessions end.',
      )}
      <button>Change the password</button>
    </form>
    <h2>Time zone</h2>
    <form class="card" method="post" action="${ACCOUNT}/time-zone">
      !${renderChoices(
        { name: 'zone', label: 'Days and times are shown in', value: timeZone },
        timeZones.map((value) => ({ value })),
      )}
      <button>Save the time zone</button>
    </form>`;
}
