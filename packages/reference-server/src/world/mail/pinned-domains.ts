/** The addresses of ScrapeKit's documentation. `hello@smileaustin.com` verifies as `safe` there. */
const mailboxes: ReadonlySet<string> = new Set([
  'hello@smileaustin.com',
  'admin@smileaustin.com',
  'info@downtown-dental.com',
]);

const domains = new Set([...mailboxes].map((email) => email.slice(email.indexOf('@') + 1)));

/** Returns whether the domain occurs in the documentation and so exists outside `.test`. */
export const isPinnedDomain = (domain: string): boolean => domains.has(domain);

export const isPinnedMailbox = (email: string): boolean => mailboxes.has(email);
