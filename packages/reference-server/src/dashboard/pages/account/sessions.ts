import { html } from 'ghtml';
import { endSessionsOf, type ListedSession, listSessions } from '../../../accounts/sessions.ts';
import { renderMoment, renderTable } from '../../html/elements.ts';
import type { DashboardPage } from '../../page.ts';
import { sessionNotFound } from '../../refusals.ts';
import { forEveryone, sessionOf } from '../../session-guard.ts';
import { renderAccountTabs, SESSIONS } from './account-tabs.ts';
import { noticeIn } from '../../notice.ts';

const PATH = '/account/sessions';

const notices: Readonly<Record<string, string>> = {
  ended: 'The session has ended.',
  others: 'All your other sessions have ended.',
};

/** The browsers in which the user is logged in. */
export const sessions: DashboardPage = {
  path: PATH,
  title: 'Sessions',
  inNavigation: false,
  addRoutes: (app, { storage: { db }, clock, show }) => {
    app.get(PATH, async (request, reply) => {
      const { userId, id } = sessionOf(request);
      const open = await listSessions(db, { userId, at: new Date(clock.now()) });
      return show(request, reply, {
        title: sessions.title,
        notice: noticeIn(request, notices),
        body: renderSessions(open, id),
      });
    });
    app.post(`${PATH}/:id/end`, forEveryone, async (request, reply) => {
      const { id } = request.params as { readonly id: string };
      const { userId } = sessionOf(request);
      const at = new Date(clock.now());
      const ended = /^\w+$/.test(id) ? await endSessionsOf(db, { userId, id, at }) : 0;
      if (ended === 0) throw sessionNotFound();
      return await reply.redirect(`${SESSIONS}?done=ended`, 303);
    });
    app.post(`${PATH}/end-others`, forEveryone, async (request, reply) => {
      const { userId, id } = sessionOf(request);
      await endSessionsOf(db, { userId, except: id, at: new Date(clock.now()) });
      return await reply.redirect(`${SESSIONS}?done=others`, 303);
    });
  },
};

const renderSessions = (open: readonly ListedSession[], current: string): string =>
  html`!${renderAccountTabs(SESSIONS)}
    <p>Each browser in which you are logged in. A session ends by itself after eight hours.</p>
    !${renderTable({
      caption: 'Your sessions, the one used last first',
      columns: ['Browser', 'Network', 'Begun', 'Last seen', 'Action'],
      rows: open.map(({ id, browser, network, begunAt, seenAt }) => [
        html`${browser ?? 'unknown'}${id === current ? ' (this one)' : ''}`,
        html`${network ?? 'unknown'}`,
        renderMoment(begunAt),
        renderMoment(seenAt),
        renderEnd(id, browser),
      ]),
      empty: '',
    })}
    !${
      open.length < 2
        ? ''
        : html`<form method="post" action="${SESSIONS}/end-others">
            <button class="danger">End all other sessions</button>
          </form>`
    }`;

const renderEnd = (id: string, browser: string | null): string =>
  html`<form method="post" action="${SESSIONS}/${id}/end">
    <button class="quiet">End<span class="hidden"> the session of ${browser ?? 'unknown'}</span></button>
  </form>`;
