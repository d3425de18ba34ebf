import { providers } from '@scrapekit/core';
import { resultsFile } from '../../shared/job-results.ts';
import { jobOutputFields } from './job-fields.ts';

export const resultsOutputFields = [
  ...jobOutputFields,
  { key: 'credits_used', label: 'Credits Used', type: 'number' },
  { key: 'results_count', label: 'Leads Count', type: 'integer' },
  { key: 'results_included', label: 'Leads Included', type: 'integer' },
  { key: 'all_results_included', label: 'All Leads Included', type: 'boolean' },
  { key: 'results[]place_id', label: 'Place ID' },
  { key: 'results[]name', label: 'Business Name' },
  { key: 'results[]address', label: 'Address' },
  { key: 'results[]phone', label: 'Phone' },
  { key: 'results[]website', label: 'Website' },
  { key: 'results[]rating', label: 'Rating', type: 'number' },
  { key: 'results[]reviews_count', label: 'Reviews Count', type: 'integer' },
  { key: 'results[]lat', label: 'Latitude', type: 'number' },
  { key: 'results[]lng', label: 'Longitude', type: 'number' },
  { key: 'results[]category', label: 'Category' },
  { key: 'results[]emails_found', label: 'Emails Found', list: true },
  { key: 'results_file', label: 'Leads File', type: 'file' },
] as const;

/** A hydrator. Its name in the app must never change, because existing Zaps refer to it. */
export const scrapeResultsFile = resultsFile(providers.scrapekit, 'scrape');
