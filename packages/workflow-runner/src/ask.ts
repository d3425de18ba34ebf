export interface Question {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Sent as a Bearer token: an API key, or the admin token. */
  readonly token?: string;
  /** The session of the dashboard, as `name=value`. */
  readonly cookie?: string;
  /** Sent as JSON. */
  readonly body?: object;
}

/** Sends a request to the server. Throws with the server's answer when it is refused. */
export async function ask(url: string, { method, token, cookie, body }: Question): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`The server refused ${method} ${new URL(url).pathname}: ${await response.text()}`);
  return response;
}

/** As `ask`, and reads the answer as JSON. */
export const askForJson = async (url: string, question: Question): Promise<unknown> =>
  await (await ask(url, question)).json();
