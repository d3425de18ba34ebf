// Zapier loads the package's default export.
export { scrapekitApp as default } from './apps/scrapekit.ts';
