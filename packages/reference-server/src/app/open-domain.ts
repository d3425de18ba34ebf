import type { ServerConfig } from '../config.ts';
import type { Domain } from './domain.ts';
import type { DomainParts } from './domain-parts.ts';
import { openLiveDomain } from './open-live-domain.ts';
import { openSimulatedDomain } from './open-simulated-domain.ts';

/** Opens the configured source of leads. Throws ConfigurationError when a setting it needs is missing. */
export const openDomain = async (config: ServerConfig, parts: DomainParts): Promise<Domain> =>
  config.source === 'simulated' ? await openSimulatedDomain(config.seed) : openLiveDomain(config, parts);
