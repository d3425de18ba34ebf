import { inOrder } from './in-order.ts';

export const unendedClaims = inOrder([
  `alter table job add column unended_claims integer not null default 0`,
]);
