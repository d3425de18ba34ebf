import type { Answer } from './scripted-api.ts';

export const jobId = 'sk_job_4f7a9b1c';
export const jobRoute = `GET /api/v1/scrape/jobs/${jobId}`;
export const resultsRoute = `${jobRoute}/results`;

/** ScrapeKit's answer to a request for a job's status (C090), with some fields changed. */
export const scrapeJob = (changes: object = {}): Answer => ({
  json: {
    job_id: jobId,
    status: 'completed',
    query: 'dentists',
    location: 'Austin, Texas',
    progress: { scraped: 1, verified: 0, target: 1 },
    credits_used: 0.015,
    error: null,
    created_at: '2026-04-21T10:02:11Z',
    updated_at: '2026-04-21T10:04:11Z',
    ...changes,
  },
});

export const lead = {
  place_id: 'ChIJLwPMoJm1RIYRetVp1EtGm10',
  name: 'Smile Austin Dental',
  address: '1801 Lavaca St, Austin, TX 78701',
  phone: '+1 512-555-0148',
  website: 'https://smileaustin.example',
  rating: 4.8,
  reviews_count: 213,
  lat: 30.2803,
  lng: -97.7405,
  category: 'Dentist',
  emails_found: 'hello@smileaustin.example;office@smileaustin.example',
};

export const scrapeResults = (leads: readonly object[]): Answer => ({
  json: {
    job_id: jobId,
    status: 'completed',
    results_count: leads.length,
    credits_used: (leads.length * 15) / 1000,
    results: leads,
  },
});
