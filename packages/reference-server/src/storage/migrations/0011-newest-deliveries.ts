import { inOrder } from './in-order.ts';

export const newestDeliveries = inOrder([
  // It serves the operator's list of the deliveries of all accounts.
  `create index delivery_newest on delivery (created_at desc, id desc)`,
]);
