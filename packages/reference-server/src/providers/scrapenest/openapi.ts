import { atLeast, count, exactly, flag, listOf, oneOf, orNull, someText, text } from '../../http/openapi.ts';
import { about, type ApiFacts, type ApiOperation, inPath, inQuery } from '../describe-api.ts';
import { eventTypes } from './events.ts';

const job = exactly({
  id: someText,
  status: oneOf('queued', 'running', 'succeeded', 'failed', 'cancelled'),
  url: someText,
  artifact_count: count,
  failure_reason: orNull(text),
  created_at: someText,
  finished_at: orNull(text),
});
const artifact = exactly({
  ...{ id: someText, job_id: someText, name: someText, content_type: someText, size: count },
  sha256: someText,
});
const events = listOf(oneOf(...eventTypes));
const endpointFields = {
  id: someText,
  url: someText,
  enabled_events: events,
  status: oneOf('enabled', 'disabled'),
  disabled_reason: orNull(text),
  created_at: someText,
};
const endpoint = exactly(endpointFields);
const endpointWithSecret = exactly({
  ...endpointFields,
  secret: about('Signs the deliveries. Only this answer has it.', someText),
});
const url = about('An https address that gets the events.', someText);
const enabledEvents = about('The events that are delivered, all three by default.', events);

const jobId = inPath('id', 'The `id` of the job.');
const endpointId = inPath('id', 'The `id` of the endpoint.');
const badBody = { 400: 'The body is wrong. `error.message` says what to change.' };
const noJob = { 404: 'The account has no such job.' };
const noEndpoint = { 404: 'The account has no such endpoint.' };

const jobs: readonly ApiOperation[] = [
  {
    method: 'post',
    path: '/jobs',
    id: 'create_job',
    tag: 'Jobs',
    summary: 'Fetches a page.',
    description:
      'The page is fetched in the background and kept as three artifacts: its HTML, its text and the e-mail addresses on it. It is free.',
    body: exactly({
      url: about('The http or https address of the page.', { ...someText, maxLength: 2_048 }),
    }),
    example: { url: 'https://example.com/' },
    success: { 201: job },
    refusals: badBody,
  },
  {
    method: 'get',
    path: '/jobs/{id}',
    id: 'read_job',
    tag: 'Jobs',
    summary: 'Returns a job.',
    description: 'Read it until its status is `succeeded`, `failed` or `cancelled`.',
    parameters: [jobId],
    success: { 200: job },
    refusals: noJob,
  },
  {
    method: 'post',
    path: '/jobs/{id}/cancel',
    id: 'cancel_job',
    tag: 'Jobs',
    summary: 'Cancels a job.',
    description: 'The answer is the cancelled job.',
    parameters: [jobId],
    success: { 200: job },
    refusals: { ...noJob, 409: 'The job has ended already.' },
  },
  {
    method: 'get',
    path: '/jobs/{id}/artifacts',
    id: 'list_artifacts',
    tag: 'Jobs',
    summary: 'Lists what a job produced.',
    description: 'The list is empty until the job has succeeded.',
    parameters: [jobId],
    success: { 200: exactly({ artifacts: listOf(artifact) }) },
    refusals: noJob,
  },
  {
    method: 'get',
    path: '/jobs/{id}/artifacts/{artifact}',
    id: 'read_artifact',
    tag: 'Jobs',
    summary: 'Downloads what a job produced.',
    description: 'The media type is that of the artifact.',
    parameters: [
      jobId,
      inPath('artifact', 'The `id` of the artifact, or its name, such as `contacts.json`.'),
    ],
    success: { 200: 'application/octet-stream' },
    refusals: { 404: 'The account has no such job, or the job has no such artifact.' },
  },
];

const endpoints: readonly ApiOperation[] = [
  {
    method: 'post',
    path: '/webhook-endpoints',
    id: 'create_endpoint',
    tag: 'Webhook endpoints',
    summary: 'Registers a receiver of events.',
    description: 'The answer has the secret that signs the deliveries. An account may have 20 endpoints.',
    body: exactly({ url }, { enabled_events: enabledEvents }),
    example: { url: 'https://example.com/hook', enabled_events: ['job.completed'] },
    success: { 201: endpointWithSecret },
    refusals: { ...badBody, 409: 'The account has 20 endpoints.' },
  },
  {
    method: 'get',
    path: '/webhook-endpoints',
    id: 'list_endpoints',
    tag: 'Webhook endpoints',
    summary: 'Lists the receivers of events.',
    description: 'The list has no secrets.',
    success: { 200: exactly({ webhook_endpoints: listOf(endpoint) }) },
  },
  {
    method: 'get',
    path: '/webhook-endpoints/{id}',
    id: 'read_endpoint',
    tag: 'Webhook endpoints',
    summary: 'Returns a receiver of events.',
    description: 'The answer has no secret.',
    parameters: [endpointId],
    success: { 200: endpoint },
    refusals: noEndpoint,
  },
  {
    method: 'patch',
    path: '/webhook-endpoints/{id}',
    id: 'change_endpoint',
    tag: 'Webhook endpoints',
    summary: 'Changes a receiver of events.',
    description: 'A field that is left out stays as it is.',
    parameters: [endpointId],
    body: exactly({}, { url, enabled_events: enabledEvents }),
    example: { enabled_events: ['job.completed', 'artifact.ready'] },
    success: { 200: endpoint },
    refusals: { ...badBody, ...noEndpoint },
  },
  {
    method: 'post',
    path: '/webhook-endpoints/{id}/enable',
    id: 'enable_endpoint',
    tag: 'Webhook endpoints',
    summary: 'Enables a receiver that answered 410.',
    description:
      'Events that happened while it was disabled are not delivered. Read them from the list of events.',
    parameters: [endpointId],
    success: { 200: endpoint },
    refusals: noEndpoint,
  },
  {
    method: 'post',
    path: '/webhook-endpoints/{id}/rotate-secret',
    id: 'rotate_secret',
    tag: 'Webhook endpoints',
    summary: 'Gives a receiver a new secret.',
    description: 'The secret before signs beside the new one for 24 hours.',
    parameters: [endpointId],
    success: { 200: endpointWithSecret },
    refusals: { ...noEndpoint, 409: 'The secret was rotated within the last 24 hours.' },
  },
  {
    method: 'delete',
    path: '/webhook-endpoints/{id}',
    id: 'delete_endpoint',
    tag: 'Webhook endpoints',
    summary: 'Removes a receiver of events.',
    description: 'Deliveries that wait are not made.',
    parameters: [endpointId],
    success: { 204: null },
    refusals: noEndpoint,
  },
];

const eventList: ApiOperation = {
  method: 'get',
  path: '/events',
  id: 'list_events',
  tag: 'Events',
  summary: 'Lists the events of the account.',
  description:
    'Begin without `after`, keep `next_cursor`, and send it as `after` the next time. No event is missed in this way.',
  parameters: [
    inQuery('after', text, 'The `next_cursor` of an earlier answer.'),
    inQuery('limit', { type: 'integer', minimum: 1, maximum: 500, default: 100 }, 'The most events.'),
    inQuery('types', text, 'Only these types, with commas between them.'),
  ],
  success: {
    200: exactly({
      events: listOf(
        atLeast({ event_id: someText, event_type: oneOf(...eventTypes), occurred_at: someText }),
      ),
      next_cursor: someText,
      has_more: flag,
    }),
  },
  refusals: { 400: 'A parameter is wrong.' },
};

export const scrapenestApi: ApiFacts = {
  title: 'ScrapeNest API',
  description:
    'The API of ScrapeNest as this server imitates it. A job fetches one page. Its events are delivered to the registered endpoints, signed by Svix’s scheme, and can be listed. Jobs are free.',
  prefix: '/scrapenest/api/v1',
  key: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'An API key of the account.' },
  tags: {
    Jobs: 'Pages and what was found on them.',
    'Webhook endpoints': 'Receivers of events.',
    Events: 'What happened, in order.',
  },
  errorBody: exactly({ error: exactly({ code: someText, message: someText, request_id: someText }) }),
  operations: [...jobs, ...endpoints, eventList],
};
