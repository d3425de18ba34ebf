import {
  atLeast,
  count,
  exactly,
  keyPrefix,
  listOf,
  matching,
  notBlank,
  operation,
  orNull,
  someText,
  text,
  timestamp,
  unreadableBody,
  mergeErrors,
  type Errors,
} from '../http/openapi.ts';

const cookie = [{ session: [] }];
const TAG = 'Dashboard';
const key = {
  id: someText,
  name: someText,
  prefix: keyPrefix,
  created_at: timestamp,
};
const secret = matching('^whsec_[A-Za-z0-9_-]{43}$');
const badBody = { 400: ['invalid_request'], ...unreadableBody };

/** The errors of every route that requires a session cookie. */
const sessionErrors: Errors = {
  401: ['missing_session', 'invalid_session'],
  403: ['account_suspended', 'cross_site_request', 'role_too_low'],
  429: ['rate_limited'],
  500: ['internal_error'],
  503: ['internal_error'],
};

const withSession = (more: Errors = {}): Errors => mergeErrors(sessionErrors, more);

/** The JSON routes of the dashboard, which require a session cookie. */
export const dashboardPaths = {
  '/api/session': {
    post: operation({
      id: 'session_begin',
      tag: TAG,
      summary: 'Logs in.',
      description:
        'The answer sets the session cookie, which is valid for eight hours. An account has ten attempts in a minute.',
      example: { email: 'ann@example.com', password: 'correct horse' },
      security: [],
      body: atLeast({ email: someText, password: someText }),
      success: { 200: exactly({ account_id: someText, email: someText, expires_in: count }) },
      errors: {
        ...badBody,
        401: ['invalid_credentials'],
        403: ['account_suspended', 'cross_site_request'],
        429: ['rate_limited'],
        500: ['internal_error'],
        503: ['internal_error'],
      },
    }),
    delete: operation({
      id: 'session_end',
      tag: TAG,
      summary: 'Ends the session.',
      description: 'All copies of its cookie become invalid.',
      security: cookie,
      success: { 204: null },
      errors: withSession(),
    }),
  },
  '/api/keys': {
    get: operation({
      id: 'keys_list',
      tag: TAG,
      summary: 'Lists the API keys of the account.',
      description: 'The keys themselves are stored only as hashes, so the list has their first characters.',
      security: cookie,
      success: { 200: exactly({ keys: listOf(exactly(key)) }) },
      errors: withSession(),
    }),
    post: operation({
      id: 'keys_add',
      tag: TAG,
      summary: 'Creates an API key.',
      description: 'Only this answer contains the full key.',
      example: { name: 'Spreadsheet' },
      security: cookie,
      body: exactly({}, { name: orNull(notBlank(100)) }),
      success: { 201: exactly({ ...key, key: matching('^sk_live_[A-Za-z0-9]{40}$') }) },
      errors: withSession(badBody),
    }),
  },
  '/api/keys/{id}': {
    delete: operation({
      id: 'keys_delete',
      tag: TAG,
      summary: 'Deletes an API key.',
      description: 'Requests with it are refused from then on.',
      security: cookie,
      parameters: [
        { name: 'id', in: 'path', required: true, description: 'The `id` of the key.', schema: text },
      ],
      success: { 204: null },
      errors: withSession({ 404: ['key_not_found'] }),
    }),
  },
  '/api/webhook/secret': {
    get: operation({
      id: 'secret_read',
      tag: TAG,
      summary: 'Returns the secret that signs the webhooks of the account.',
      description: 'A receiver verifies with it that a webhook comes from this server.',
      security: cookie,
      success: { 200: exactly({ webhook_secret: secret }) },
      errors: withSession(),
    }),
  },
  '/api/webhook/secret/rotate': {
    post: operation({
      id: 'secret_rotate',
      tag: TAG,
      summary: 'Replaces the signing secret.',
      description: 'Webhooks are signed with the new secret from then on.',
      security: cookie,
      success: { 200: exactly({ webhook_secret: secret, rotated_at: timestamp }) },
      errors: withSession(),
    }),
  },
};
