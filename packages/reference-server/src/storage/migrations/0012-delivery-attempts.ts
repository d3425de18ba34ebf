import { inOrder } from './in-order.ts';

export const deliveryAttempts = inOrder([
  // Attempts of earlier versions have no request, because only the latest outcome of a delivery was stored.
  `create table delivery_attempt (
    delivery_id text not null references delivery on delete cascade,
    number integer not null,
    started_at timestamptz not null,
    latency_ms integer,
    url text not null,
    request_headers text,
    request_body bytea,
    request_bytes integer,
    redirected_to text,
    status_code integer,
    answer_type text,
    answer_start bytea,
    error text,
    primary key (delivery_id, number))`,
  `alter table delivery add column is_manual boolean not null default false`,
]);
