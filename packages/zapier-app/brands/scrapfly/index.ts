import { providers } from '@scrapekit/core';
import { defineBrand } from '../../src/brand.ts';
import manifest from './package.json' with { type: 'json' };

export default defineBrand(providers.scrapfly, { version: manifest.version });
