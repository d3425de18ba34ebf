import { ApiError } from '../errors/api-error.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import type { AccountReading } from '../provider.ts';
import { parseAnswer } from './answer.ts';
import type { Engine } from './engine.ts';

/**
 * Checks the API key with free requests. Returns the provider's data about the account, which may be empty.
 * Throws ApiError for a bad key, and ConfigurationError when the provider has no such request or is not at the base URL.
 */
export async function fetchAccount(engine: Engine, signal?: AbortSignal): Promise<AccountReading> {
  const { provider, exchange } = engine;
  const { account } = provider;
  if (account === undefined) {
    throw new ConfigurationError(`${provider.name} offers no free request that proves an API key.`);
  }
  const { route, parse = () => ({}), probe } = account;
  if (route !== undefined) {
    try {
      const response = await exchange(route, 'read', { signal });
      return (await parseAnswer(provider, response, parse)).reading;
    } catch (error) {
      if (!isMissingRoute(error)) throw error;
      if (probe === undefined) throw wrongServer(engine, error);
    }
  }
  if (probe === undefined) return {};
  try {
    await exchange(probe.route, 'read', { signal });
  } catch (error) {
    if (!isMissingRoute(error)) throw error;
    if (probe.codes.includes(error.code ?? '')) return {};
    throw wrongServer(engine, error);
  }
  throw wrongServer(engine, undefined);
}

const isMissingRoute = (error: unknown): error is ApiError =>
  ApiError.isInstance(error) && [404, 405, 501].includes(error.status ?? 0);

const wrongServer = ({ provider }: Engine, cause: unknown): ConfigurationError =>
  new ConfigurationError(
    `No ${provider.name} API that can prove the API key answers at this base URL. Check it for typing errors.`,
    { cause },
  );
