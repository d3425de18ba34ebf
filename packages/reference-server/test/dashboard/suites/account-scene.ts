import { PASSWORD, type TestAccount, type TestServer } from '../../support/test-server.ts';

export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly location: string | null;
  readonly text: string;
}

/** A browser without scripts that keeps its session cookie and follows no redirects. */
export interface Tab {
  readonly cookie: () => string;
  get(path: string): Promise<Page>;
  post(path: string, form?: Record<string, string>, headers?: Record<string, string>): Promise<Page>;
}

export const openTab = (server: TestServer, userAgent = 'curl/8'): Tab => {
  let cookie = '';
  const send = async (path: string, init: RequestInit): Promise<Page> => {
    const headers = { cookie, 'user-agent': userAgent, ...(init.headers as Record<string, string>) };
    const response = await fetch(server.url + path, { ...init, headers, redirect: 'manual' });
    const set = response.headers.get('set-cookie')?.split(';')[0];
    if (set !== undefined) cookie = set;
    const { status } = response;
    const location = response.headers.get('location');
    return { status, headers: response.headers, location, text: await response.text() };
  };
  return {
    cookie: () => cookie,
    get: async (path) => await send(path, {}),
    post: async (path, form = {}, headers = {}) =>
      await send(path, { method: 'POST', headers, body: new URLSearchParams(form) }),
  };
};

export const logInAs = async (
  server: TestServer,
  { email, password = PASSWORD }: { email: string; password?: string },
  userAgent?: string,
): Promise<Tab> => {
  const tab = openTab(server, userAgent);
  await tab.post('/dashboard/log-in', { email, password });
  return tab;
};

export interface Owner {
  readonly account: TestAccount;
  readonly tab: Tab;
}

export const openOwner = async (server: TestServer, balance = 1): Promise<Owner> => {
  const account = await server.account(balance);
  return { account, tab: await logInAs(server, account) };
};

export const USER_PASSWORD = 'a few words in a row';

/** Returns the path of the link that a page shows. */
export const linkIn = ({ text }: Page): string =>
  /https?:\/\/[^/]+(\/dashboard\/link\/\w+)/.exec(text)?.[1] ?? '';

/** Invites a person, and returns the tab in which the person has accepted. */
export const join = async (
  server: TestServer,
  owner: Tab,
  { email, role }: { email: string; role: string },
): Promise<Tab> => {
  const invited = await owner.post('/dashboard/account/users/invite', { email, role });
  const tab = openTab(server);
  await tab.post(linkIn(invited), { password: USER_PASSWORD });
  return tab;
};

/** Returns the id of the user with this address on the page of users. */
export const userIdOf = async (owner: Tab, email: string): Promise<string> => {
  const { text } = await owner.get('/dashboard/account/users');
  return new RegExp(`users/(usr_\\w+)">Change<span class="hidden"> ${email}<`).exec(text)?.[1] ?? '';
};
