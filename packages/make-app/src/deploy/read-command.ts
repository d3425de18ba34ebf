import { type ProviderId, providers } from '@scrapekit/core';
import type { Target } from './deploy-app.ts';

/** What `npm run deploy` was asked to do. */
export interface DeployCommand {
  readonly provider: ProviderId;
  readonly target: Target;
  readonly protocol: 'http' | 'https';
  /** The host of Make's zone, such as `eu1.make.com`. */
  readonly zone: string;
  readonly token: string;
}

const USAGE =
  'Usage: npm run deploy --workspace @scrapekit/make-app -- <provider> <name of the app on Make> [version]';

/** Reads the arguments and the environment. Throws TypeError with what to do. */
export function readCommand(
  args: readonly string[],
  { MAKE_URL: url = '', MAKE_API_TOKEN: token = '' }: Readonly<Record<string, string | undefined>>,
): DeployCommand {
  const [provider = '', name = '', version = '1', ...more] = args;
  if (!isProvider(provider))
    throw new TypeError(`${USAGE}\nThe providers are ${Object.keys(providers).join(', ')}.`);
  if (!/^[a-z][0-9a-z-]{1,28}[0-9a-z]$/.test(name))
    throw new TypeError(`${USAGE}\nThe name of the app stands in the address of its page on Make.`);
  if (!/^[1-9]\d*$/.test(version) || more.length > 0) throw new TypeError(USAGE);
  if (token === '')
    throw new TypeError(
      'Set MAKE_API_TOKEN to a token of your Make profile with the scopes sdk-apps:read and sdk-apps:write.',
    );
  return { provider, target: { name, version: Number(version) }, ...readZone(url), token };
}

const isProvider = (text: string): text is ProviderId => Object.hasOwn(providers, text);

/** The token is sent there, so the address is secure or on this machine. */
function readZone(url: string): Pick<DeployCommand, 'protocol' | 'zone'> {
  const { protocol = '', host = '', hostname = '' } = URL.canParse(url) ? new URL(url) : {};
  if (protocol === 'https:') return { protocol: 'https', zone: host };
  if (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname))
    return { protocol: 'http', zone: host };
  throw new TypeError('Set MAKE_URL to the address of your zone of Make, such as https://eu1.make.com.');
}
