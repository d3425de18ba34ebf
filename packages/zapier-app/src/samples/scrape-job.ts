export const scrapeJobSample = {
  id: 'sk_job_4f7a9b1c',
  status: 'queued',
  query: 'dentists',
  location: 'Austin, Texas',
  created_at: '2026-04-21T10:02:11Z',
  max_leads: 500,
  verify_emails: true,
  estimated_credits: 7.5,
} as const;
