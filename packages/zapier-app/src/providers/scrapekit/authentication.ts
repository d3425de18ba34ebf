import { providers } from '@scrapekit/core';
import { apiKeyAuthentication } from '../../shared/authentication.ts';

export const authentication = apiKeyAuthentication(providers.scrapekit);
