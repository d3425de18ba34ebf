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

export const scrapeResultsSample = {
  id: 'sk_job_4f7a9b1c',
  status: 'completed',
  query: 'dentists',
  location: 'Austin, Texas',
  created_at: '2026-04-21T10:02:11Z',
  credits_used: 7.305,
  results_count: 487,
  results_included: 487,
  all_results_included: true,
  results: [
    {
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
      emails_found: ['hello@smileaustin.example'],
    },
  ],
  results_file: 'https://zapier-dev-files.s3.amazonaws.com/cli-platform/sk_job_4f7a9b1c.csv',
} as const;
