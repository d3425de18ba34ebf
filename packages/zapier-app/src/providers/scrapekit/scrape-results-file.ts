import { providers } from '@scrapekit/core';
import { resultsFile } from '../../shared/results-file.ts';

/** A hydrator: its name in the app must never change, because paused Zaps refer to it. */
export const scrapeResultsFile = resultsFile(providers.scrapekit, 'scrape');
