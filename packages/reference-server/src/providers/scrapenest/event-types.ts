/** What ScrapeNest tells of (N07). */
export const eventTypes = ['job.created', 'job.completed', 'artifact.ready'] as const;

export type EventType = (typeof eventTypes)[number];

export const isEventType = (text: unknown): text is EventType =>
  (eventTypes as readonly unknown[]).includes(text);
