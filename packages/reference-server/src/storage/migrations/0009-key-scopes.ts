import { inOrder } from './in-order.ts';

export const keyScopes = inOrder([
  `alter table api_key
    add column project text not null default 'default',
    add column env text not null default 'LIVE'`,
]);
