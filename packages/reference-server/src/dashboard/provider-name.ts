import { providers } from '@scrapekit/core';

/** Returns the name of a provider as people write it. */
export const providerName = (id: string): string =>
  Object.values(providers).find((provider) => provider.id === id)?.name ?? id;
