import type { FastifyReply, FastifyRequest } from 'fastify';
import { isSameSecret } from '../same-secret.ts';

/** Checks who asks for the status page and for the metrics. */
export interface PageGuard {
  /** Returns whether the request may go on. Otherwise it has been answered. */
  admit(request: FastifyRequest, reply: FastifyReply): Promise<boolean>;
}

/**
 * Admits requests with the token as a bearer or as the password of Basic authentication, with any user name. A browser sends
 * the password with every request, so a form is admitted only when it stands on a page of the relay.
 */
export function createPageGuard(token: string): PageGuard {
  return {
    admit: async (request, reply) => {
      const given = tokenIn(request.headers.authorization ?? '');
      if (given === undefined || !isSameSecret(given, token)) {
        await reply
          .code(401)
          .header('www-authenticate', 'Basic realm="webhook relay"')
          .send('Log in with ADMIN_TOKEN as the password. Any user name will do.');
        return false;
      }
      if (request.method === 'GET' || request.method === 'HEAD' || isOwnPage(request)) return true;
      await reply.code(403).send('The form was not sent from a page of the relay.');
      return false;
    },
  };
}

function tokenIn(authorization: string): string | undefined {
  const [scheme = '', value = ''] = authorization.split(' ', 2);
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return undefined;
  const text = Buffer.from(value, 'base64').toString();
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : undefined;
}

/** Browsers name the site of a form in one of these headers, and other programs name none. */
function isOwnPage({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  return origin === undefined || URL.parse(origin)?.host === headers.host;
}
