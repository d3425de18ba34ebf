export { authentication } from './scrapekit/authentication.ts';
export { createScrapeJobAndWait } from './scrapekit/create-scrape-job-and-wait.ts';
export { createScrapeJob } from './scrapekit/create-scrape-job.ts';
export { getScrapeResults, scrapeResultsFile } from './scrapekit/get-scrape-results.ts';
