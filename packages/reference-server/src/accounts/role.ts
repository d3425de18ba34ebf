/** What a user may do, from most to least. The table in the README of the dashboard says what each role means. */
export const roles = ['owner', 'member', 'viewer'] as const;

export type Role = (typeof roles)[number];

/** Returns whether a role includes the rights of another one. */
export const includesRole = (role: Role, least: Role): boolean => roles.indexOf(role) <= roles.indexOf(least);
