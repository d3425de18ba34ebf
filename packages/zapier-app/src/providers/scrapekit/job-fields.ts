import { defineInputFields } from 'zapier-platform-core';

export const scrapeInputFields = defineInputFields([
  {
    key: 'query',
    label: 'Query',
    required: true,
    helpText: 'The kind of business to look for, such as `dentists`.',
  },
  {
    key: 'location',
    label: 'Location',
    required: true,
    helpText: 'A city, region or postal area, such as `Austin, Texas`.',
  },
  {
    key: 'max_leads',
    label: 'Max Leads',
    type: 'integer',
    required: true,
    helpText:
      'From 1 to 500000. Each lead costs 0.015 credits. The number is lowered to what the balance pays for.',
  },
  {
    key: 'verify_emails',
    label: 'Verify Emails',
    type: 'boolean',
    helpText: 'Checks each address that is found, for 0.005 credits each.',
  },
]);

/** Keys of ScrapeKit's answers that every step about a job copies into its output. */
export const copiedJobKeys = ['query', 'location', 'created_at'] as const;

export const jobOutputFields = [
  { key: 'id', label: 'ID', primary: true },
  { key: 'status', label: 'Status' },
  { key: 'query', label: 'Query' },
  { key: 'location', label: 'Location' },
  { key: 'created_at', label: 'Created At', type: 'datetime' },
] as const;
