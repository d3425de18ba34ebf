/** The tools that the relay knows; url is any other. */
export const targetKinds = ['make', 'zapier', 'clay', 'url'] as const;

/** The largest request that a webhook of Make takes. */
export const MAX_MAKE_BYTES = 5_000_000;

/** The headers with the key that a kind of target asks for. Other kinds have none. */
export const keyHeaders: Readonly<Partial<Record<string, string>>> = {
  make: 'x-make-apikey',
  clay: 'x-clay-webhook-auth',
};
