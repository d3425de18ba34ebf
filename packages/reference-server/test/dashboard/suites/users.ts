import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { PASSWORD, type TestServer } from '../../support/test-server.ts';
import { join, linkIn, logInAs, openOwner, openTab, USER_PASSWORD, userIdOf } from './account-scene.ts';

const USERS = '/dashboard/account/users';

export function describeUsers(server: () => TestServer): void {
  const open = async () => await openOwner(server());
  const newEmail = () => `${randomUUID()}@example.com`;

  describe('the users of an account', () => {
    test('C183: an invitation is shown once, works once, and gives the invited person a session of the account', async () => {
      const { account, tab } = await open();
      const email = newEmail();

      const invited = await tab.post(`${USERS}/invite`, { email: email.toUpperCase(), role: 'member' });
      const list = await tab.get(USERS);
      const guest = openTab(server());
      const asked = await guest.get(linkIn(invited));
      const weak = await guest.post(linkIn(invited), { password: 'short' });
      const accepted = await guest.post(linkIn(invited), { password: USER_PASSWORD });
      const again = await openTab(server()).post(linkIn(invited), { password: 'another few words' });
      const page = await guest.get('/dashboard/account');
      const after = await tab.get(USERS);

      expect([invited.status, asked.status, weak.status, again.status]).toEqual([201, 200, 400, 404]);
      expect(list.text).toContain('adds a member');
      expect(list.text).not.toContain(linkIn(invited));
      expect(asked.text).toContain(email);
      expect([accepted.status, accepted.location]).toEqual([303, '/dashboard']);
      expect(page.text).toContain('with the role member');
      expect(after.text).toContain(email);
      expect(after.text).not.toContain('Links that were not used');
      expect((await server().logIn({ email, password: USER_PASSWORD })).body).toMatchObject({
        account_id: account.id,
        email,
      });
    });

    test('a user who has asked for too many pages does not lock the others out', async () => {
      const { tab } = await open();
      const viewer = await join(server(), tab, { email: newEmail(), role: 'viewer' });

      const flood = await Promise.all(
        Array.from({ length: 125 }, async () => await viewer.get('/dashboard/nothing')),
      );

      expect(flood.some(({ status }) => status === 429)).toBe(true);
      expect((await tab.get(USERS)).status).toBe(200);
    });

    test('an invitation cannot be used after it was taken back, by a new one, or twice at the same time', async () => {
      const { tab } = await open();
      const email = newEmail();
      const invite = async () => await tab.post(`${USERS}/invite`, { email, role: 'viewer' });

      const first = await invite();
      const second = await invite();
      const replaced = await openTab(server()).get(linkIn(first));
      const [, id] = /links\/(lnk_\w+)\/delete/.exec(second.text) ?? [];
      const takenBack = await tab.post(`${USERS}/links/${id}/delete`);
      const gone = await openTab(server()).get(linkIn(second));
      const third = await invite();
      const tries = await Promise.all(
        Array.from({ length: 5 }, async () =>
          openTab(server()).post(linkIn(third), { password: USER_PASSWORD }),
        ),
      );

      expect([replaced.status, takenBack.status, gone.status]).toEqual([404, 303, 404]);
      expect(tries.map(({ status }) => status).toSorted()).toEqual([303, 404, 404, 404, 404]);
    });

    test('an address that has a user in another account keeps its password and account', async () => {
      const [mine, yours] = [await open(), await open()];

      const invited = await mine.tab.post(`${USERS}/invite`, { email: yours.account.email, role: 'owner' });
      const accepted = await openTab(server()).post(linkIn(invited), { password: USER_PASSWORD });
      const own = await mine.tab.post(`${USERS}/invite`, { email: mine.account.email, role: 'viewer' });

      expect([invited.status, accepted.status, own.status]).toEqual([201, 409, 400]);
      expect(accepted.headers.get('set-cookie')).toBeNull();
      expect((await server().logIn(yours.account)).body.account_id).toBe(yours.account.id);
      expect((await server().logIn({ ...yours.account, password: USER_PASSWORD })).status).toBe(401);
    });

    test('a role changes at once, and a removed user is logged out everywhere', async () => {
      const { tab } = await open();
      const email = newEmail();
      const person = await join(server(), tab, { email, role: 'viewer' });
      const id = await userIdOf(tab, email);
      const startKey = async () =>
        (await person.post('/dashboard/account/api-keys', { name: 'mine' })).status;

      const asViewer = await startKey();
      await tab.post(`${USERS}/${id}/role`, { role: 'owner' });
      const asOwner = await startKey();
      await tab.post(`${USERS}/${id}/role`, { role: 'member' });
      const asMember = await startKey();
      const question = await tab.get(`${USERS}/${id}/remove`);
      await tab.post(`${USERS}/${id}/remove`);

      expect([asViewer, asOwner, asMember]).toEqual([403, 201, 403]);
      expect(question.text).toContain('will not be able to log in');
      expect((await person.get('/dashboard')).location).toBe('/dashboard/log-in');
      expect((await server().logIn({ email, password: USER_PASSWORD })).status).toBe(401);
    });

    test('of owners who remove each other at the same time one stays, and the operator finds the account by the one', async () => {
      const { account, tab } = await open();
      const email = newEmail();
      const other = await join(server(), tab, { email, role: 'owner' });
      const [first, second] = [await userIdOf(tab, account.email), await userIdOf(tab, email)];

      const answers = await Promise.all([
        tab.post(`${USERS}/${second}/remove`),
        other.post(`${USERS}/${first}/remove`),
        tab.post(`${USERS}/${first}/role`, { role: 'viewer' }),
        other.post(`${USERS}/${second}/role`, { role: 'viewer' }),
      ]);
      const [stayed, gone] =
        (await server().logIn(account)).status === 200 ? [account.email, email] : [email, account.email];
      const found = await server().admin.get(`/accounts?email=${stayed}`);
      const owner = await logInAs(server(), {
        email: stayed,
        password: stayed === email ? USER_PASSWORD : PASSWORD,
      });
      const last = await owner.post(`${USERS}/${await userIdOf(owner, stayed)}/remove`);

      expect(answers.filter(({ status }) => status === 303).length).toBeGreaterThan(0);
      expect(found.body.accounts).toMatchObject([{ account_id: account.id, email: stayed }]);
      expect((await server().admin.get(`/accounts?email=${gone}`)).body.accounts).toEqual([]);
      expect((await owner.get('/dashboard/account')).text).toContain('with the role owner');
      expect(last.status).toBe(409);
    });

    test('links of an owner who is demoted stop working', async () => {
      const { account, tab } = await open();
      const email = newEmail();
      const other = await join(server(), tab, { email, role: 'owner' });
      const made = await other.post(`${USERS}/invite`, { email: newEmail(), role: 'owner' });
      const reset = await other.post(`${USERS}/${await userIdOf(tab, account.email)}/password`);

      await tab.post(`${USERS}/${await userIdOf(tab, email)}/role`, { role: 'viewer' });

      const answers = [made, reset].map(async (page) => (await openTab(server()).get(linkIn(page))).status);
      expect(await Promise.all(answers)).toEqual([404, 404]);
    });

    test('an owner gives a user a link for a new password, which ends the sessions of the user', async () => {
      const { tab } = await open();
      const email = newEmail();
      const person = await join(server(), tab, { email, role: 'member' });
      const id = await userIdOf(tab, email);

      const offered = await tab.post(`${USERS}/${id}/password`);
      const before = await person.get('/dashboard/account');
      const fresh = openTab(server());
      await fresh.post(linkIn(offered), { password: 'some other words' });

      expect([before.status, (await person.get('/dashboard/account')).status]).toEqual([200, 303]);
      expect((await fresh.get('/dashboard/account')).text).toContain('with the role member');
      expect((await server().logIn({ email, password: USER_PASSWORD })).status).toBe(401);
      expect((await server().logIn({ email, password: 'some other words' })).status).toBe(200);
    });

    test('users and links of another account are not found', async () => {
      const [mine, yours] = [await open(), await open()];
      const id = await userIdOf(yours.tab, yours.account.email);
      const invited = await yours.tab.post(`${USERS}/invite`, { email: newEmail(), role: 'member' });
      const [, link] = /links\/(lnk_\w+)\/delete/.exec(invited.text) ?? [];

      const answers = [
        await mine.tab.get(`${USERS}/${id}`),
        await mine.tab.post(`${USERS}/${id}/role`, { role: 'viewer' }),
        await mine.tab.post(`${USERS}/${id}/password`),
        await mine.tab.post(`${USERS}/${id}/remove`),
        await mine.tab.post(`${USERS}/links/${link}/delete`),
        await mine.tab.post(`${USERS}/%00/remove`),
      ];

      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
      expect((await openTab(server()).get(linkIn(invited))).status).toBe(200);
    });

    test('a wrong address or role is explained in the form, which keeps what was typed', async () => {
      const { tab } = await open();

      const address = await tab.post(`${USERS}/invite`, { email: 'ann"><b>', role: 'owner' });
      const role = await tab.post(`${USERS}/invite`, { email: 'ann@example.com', role: 'boss' });

      expect([address.status, role.status]).toEqual([400, 400]);
      expect(address.text).toContain('Write an e-mail address');
      expect(address.text).toContain('value="ann&#34;&#62;&#60;b&#62;"');
      expect(address.text).toMatch(/<option selected>\s*owner\s*</);
      expect(role.text).toContain('Choose a role');
    });
  });
}
