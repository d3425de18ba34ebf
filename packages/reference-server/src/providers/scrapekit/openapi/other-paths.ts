import { unreadableBody, withKey } from './errors.ts';
import { cancelled, singleVerdict } from './job-schemas.ts';
import { operation } from './operation.ts';
import { atLeast, credits, exactly, matching, someText, text } from './schema.ts';

const twoParts = matching('^(?:"(?:[^"\\\\\\s]|\\\\\\S)*"|[^@\\s]+)@[^@\\s]+$');

/** The routes behind a key that are not about one kind of job. */
export const otherPaths = {
  '/api/v1/jobs/{id}/cancel': {
    post: operation({
      id: 'job_cancel',
      summary: 'End a queued or running job; what was done stays charged.',
      parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
      success: { 200: cancelled },
      errors: withKey({ 404: ['job_not_found'], 409: ['job_not_cancellable'], 413: ['payload_too_large'] }),
    }),
  },
  '/api/v1/verify/email': {
    post: operation({
      id: 'verify_email',
      summary: 'Verify one address at once.',
      body: atLeast({ email: { ...twoParts, minLength: 3, maxLength: 254 } }),
      success: { 200: singleVerdict },
      errors: withKey({ 400: ['invalid_email'], 402: ['insufficient_credits'], ...unreadableBody }),
    }),
  },
  '/api/v1/account': {
    get: operation({
      id: 'account_read',
      summary: 'Whose key this is, free of charge.',
      success: {
        200: exactly({
          account_id: someText,
          email: someText,
          balance: credits,
          key_prefix: matching('^sk_live_[A-Za-z0-9]{4}$'),
        }),
      },
      errors: withKey(),
    }),
  },
};
