import type { Verifier } from '../../verification/verify.ts';

/** What the routes and jobs need of a verifier. */
export type EmailVerifier = Pick<Verifier, 'verify'>;
