// Zapier loads the default export of the package.
export { scrapekitApp as default } from './apps/scrapekit.ts';
