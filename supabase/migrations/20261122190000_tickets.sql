-- What customers need a person for, kept until it is settled, and what they thought of us.

create sequence public.support_ticket_numbers start 1001;

create table public.support_tickets (
  id uuid primary key default gen_random_uuid(),
  number bigint not null unique default nextval('public.support_ticket_numbers'),
  reference text not null generated always as ('T-' || number::text) stored,
  customer_id uuid not null references public.customers (id) on delete cascade,
  session_id uuid references public.chat_sessions (id) on delete set null,
  turn_id uuid references public.agent_turns (id) on delete set null,
  category text not null
    check (category in ('payment', 'delivery', 'quality', 'refund', 'account', 'complaint', 'other')),
  sentiment text not null default 'neutral'
    check (sentiment in ('very_negative', 'negative', 'neutral', 'positive', 'very_positive')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  priority_rank smallint not null generated always as (
    case priority when 'urgent' then 4 when 'high' then 3 when 'normal' then 2 else 1 end) stored,
  journey_stage text check (journey_stage in
    ('browsing', 'quotation', 'ordering', 'payment', 'shipping', 'delivery', 'after_delivery')),
  status text not null default 'open' check (status in ('open', 'pending', 'resolved', 'closed')),
  subject text not null check (length(subject) between 1 and 200),
  summary text not null check (length(summary) between 1 and 4000),
  escalated boolean not null default false,
  opened_by text not null check (opened_by in ('bot', 'staff')),
  opened_by_staff uuid references public.staff (user_id) on delete set null,
  assigned_to uuid references public.staff (user_id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  last_activity_at timestamptz not null default clock_timestamp(),
  first_response_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  search tsvector not null generated always as (
    to_tsvector('simple', subject || ' ' || summary)) stored
);
alter sequence public.support_ticket_numbers owned by public.support_tickets.number;
comment on table public.support_tickets is
  'What a person has to settle for a customer. open: we must act; pending: the customer must answer; reference is what people say aloud.';
comment on column public.support_tickets.turn_id is
  'The bot''s turn that opened it: a repeated or restarted turn finds its ticket instead of opening another.';
create unique index support_tickets_one_a_turn_key on public.support_tickets (turn_id) where turn_id is not null;
create unique index support_tickets_reference_key on public.support_tickets (reference);
create index support_tickets_by_customer_idx on public.support_tickets (customer_id, last_activity_at desc);
create index support_tickets_by_session_idx on public.support_tickets (session_id) where session_id is not null;
create index support_tickets_recent_idx on public.support_tickets (last_activity_at desc, id desc);
create index support_tickets_recent_of_status_idx on public.support_tickets (status, last_activity_at desc, id desc);
create index support_tickets_urgent_of_status_idx
  on public.support_tickets (status, priority_rank desc, created_at, id);
create index support_tickets_assigned_idx
  on public.support_tickets (assigned_to, last_activity_at desc, id desc) where assigned_to is not null;
create index support_tickets_search_idx on public.support_tickets using gin (search);

create table public.ticket_messages (
  id uuid primary key default gen_random_uuid(),
  ticket_id uuid not null references public.support_tickets (id) on delete cascade,
  customer_id uuid not null references public.customers (id) on delete cascade,
  author text not null check (author in ('customer', 'bot', 'staff')),
  author_id uuid references public.staff (user_id) on delete set null,
  audience text not null check (audience in ('internal', 'customer')),
  body text not null check (length(body) between 1 and 20000),
  file_message_ids uuid[] not null default '{}',
  message_id uuid references public.chat_messages (id) on delete set null,
  turn_id uuid references public.agent_turns (id) on delete set null,
  client_key uuid unique,
  created_at timestamptz not null default clock_timestamp(),
  check (author <> 'customer' or audience = 'customer')
);
comment on table public.ticket_messages is
  'The thread of a ticket: words of the customer, replies that left for them, notes among staff. file_message_ids: messages whose files belong to it.';
comment on column public.ticket_messages.message_id is
  'First bubble of the reply in the conversation, which knows whether it was delivered.';
create index ticket_messages_by_ticket_idx on public.ticket_messages (ticket_id, created_at, id);
create index ticket_messages_by_customer_idx on public.ticket_messages (customer_id);
create index ticket_messages_by_message_idx on public.ticket_messages (message_id) where message_id is not null;
create unique index ticket_messages_one_a_turn_key
  on public.ticket_messages (turn_id, ticket_id) where turn_id is not null;

create table public.customer_feedback (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  session_id uuid references public.chat_sessions (id) on delete set null,
  turn_id uuid references public.agent_turns (id) on delete set null,
  ticket_id uuid references public.support_tickets (id) on delete set null,
  feedback_type text not null check (feedback_type in ('service', 'delivery', 'product', 'price', 'app', 'other')),
  feedback_text text not null check (length(feedback_text) between 1 and 4000),
  sentiment text not null check (sentiment in ('very_negative', 'negative', 'neutral', 'positive', 'very_positive')),
  rating smallint check (rating between 1 and 5),
  order_reference text check (length(order_reference) <= 64),
  journey_stage text check (journey_stage in
    ('browsing', 'quotation', 'ordering', 'payment', 'shipping', 'delivery', 'after_delivery')),
  requires_follow_up boolean not null default false,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.customer_feedback is
  'What customers said of us when asked or unasked; a rating of 2 or less has a ticket.';
create unique index customer_feedback_one_a_turn_key on public.customer_feedback (turn_id) where turn_id is not null;
create index customer_feedback_by_customer_idx on public.customer_feedback (customer_id);
create index customer_feedback_by_session_idx on public.customer_feedback (session_id) where session_id is not null;
create index customer_feedback_by_ticket_idx on public.customer_feedback (ticket_id) where ticket_id is not null;
create index customer_feedback_newest_first_idx on public.customer_feedback (created_at desc, id desc);

alter table public.support_tickets enable row level security;
alter table public.ticket_messages enable row level security;
alter table public.customer_feedback enable row level security;
create policy "active staff read tickets" on public.support_tickets for select to authenticated
  using ((select public.current_staff_role()) is not null);
create policy "active staff read ticket threads" on public.ticket_messages for select to authenticated
  using ((select public.current_staff_role()) is not null);
create policy "active staff read feedback" on public.customer_feedback for select to authenticated
  using ((select public.current_staff_role()) is not null);
grant select on public.support_tickets, public.ticket_messages, public.customer_feedback to authenticated;
grant select, insert, update, delete on public.support_tickets, public.ticket_messages, public.customer_feedback
  to service_role;
grant usage on sequence public.support_ticket_numbers to service_role;
