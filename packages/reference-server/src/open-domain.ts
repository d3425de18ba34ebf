import { ConfigurationError } from './configuration-error.ts';
import type { ServerConfig } from './config.ts';
import type { Domain } from './domain.ts';

/** Opens the configured source of leads. */
export function openDomain({ source }: ServerConfig): Promise<Domain> {
  return Promise.reject(new ConfigurationError(`SOURCE=${source} is not built yet.`));
}
