// The package itself is the app of ScrapeKit. The apps of all brands are in the folder `brands`.
export { default } from '../brands/scrapekit/index.ts';
