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
      summary: 'Logs in. The answer sets the session cookie.',
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
      summary: 'Ends the session. All copies of its cookie become invalid.',
      security: cookie,
      success: { 204: null },
      errors: withSession(),
    }),
  },
  '/api/keys': {
    get: operation({
      id: 'keys_list',
      summary: "Lists the account's API keys with their first characters.",
      security: cookie,
      success: { 200: exactly({ keys: listOf(exactly(key)) }) },
      errors: withSession(),
    }),
    post: operation({
      id: 'keys_add',
      summary: 'Creates an API key. Only this answer contains the full key.',
      security: cookie,
      body: exactly({}, { name: orNull(notBlank(100)) }),
      success: { 201: exactly({ ...key, key: matching('^sk_live_[A-Za-z0-9]{40}$') }) },
      errors: withSession(badBody),
    }),
  },
  '/api/keys/{id}': {
    delete: operation({
      id: 'keys_delete',
      summary: 'Deletes an API key. Requests with it are refused from then on.',
      security: cookie,
      parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
      success: { 204: null },
      errors: withSession({ 404: ['key_not_found'] }),
    }),
  },
  '/api/webhook/secret': {
    get: operation({
      id: 'secret_read',
      summary: 'Returns the secret that signs the webhooks of the account.',
      security: cookie,
      success: { 200: exactly({ webhook_secret: secret }) },
      errors: withSession(),
    }),
  },
  '/api/webhook/secret/rotate': {
    post: operation({
      id: 'secret_rotate',
      summary: 'Replaces the signing secret. Webhooks are signed with the new one from then on.',
      security: cookie,
      success: { 200: exactly({ webhook_secret: secret, rotated_at: timestamp }) },
      errors: withSession(),
    }),
  },
};
