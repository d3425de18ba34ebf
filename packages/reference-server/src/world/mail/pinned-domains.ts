/** The businesses of ScrapeKit's own examples: `hello@smileaustin.com` verifies as `safe`, as its document shows. */
const mailboxes: ReadonlySet<string> = new Set([
  'hello@smileaustin.com',
  'admin@smileaustin.com',
  'info@downtown-dental.com',
]);

const domains = new Set([...mailboxes].map((email) => email.slice(email.indexOf('@') + 1)));

/** Domains outside `.test` that this world has, for the sake of published examples. */
export const isPinnedDomain = (domain: string): boolean => domains.has(domain);

export const isPinnedMailbox = (email: string): boolean => mailboxes.has(email);
