/** ISO-8601 UTC in whole seconds (C081). */
export const timestamp = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
