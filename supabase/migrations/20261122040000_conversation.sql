-- What came in, the conversations it belongs to, and everything we sent or meant to send.

create table public.wa_events (
  id uuid primary key default gen_random_uuid(),
  dedupe_key text not null unique,
  event_type text not null,
  raw jsonb not null,
  phone_number_id text,
  customer_id uuid references public.customers (id) on delete set null,
  occurred_at timestamptz,
  received_at timestamptz not null default now(),
  status text not null default 'stored' check (status in ('stored', 'parked', 'dismissed', 'erased')),
  park_reason text,
  item jsonb,
  settle_after timestamptz,
  reviewed_at timestamptz,
  reviewed_by uuid references public.staff (user_id) on delete set null,
  review_note text,
  check (status <> 'parked' or park_reason is not null)
);
comment on table public.wa_events is
  'Every item of every webhook, raw. dedupe_key is message:<wamid>, status:<wamid>:<status>, echo:<wamid>, else a content hash; it makes a repeated delivery a no-op.';
comment on column public.wa_events.item is
  'The parsed item, kept only while work on it is open: handling failed, or an echo waits to be matched.';
comment on column public.wa_events.settle_after is
  'Set on an echo that matches none of our sends yet: past this time a person wrote in the provider''s own inbox.';
create index wa_events_parked_idx on public.wa_events (received_at desc, id desc) where status = 'parked';
create index wa_events_unsettled_idx on public.wa_events (settle_after) where settle_after is not null;
create index wa_events_unmatched_receipts_idx on public.wa_events (received_at)
  where event_type = 'status' and item is not null;
create index wa_events_by_age_idx on public.wa_events (received_at);
create index wa_events_by_customer_idx on public.wa_events (customer_id) where customer_id is not null;

create table public.chat_sessions (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  phone_number_id text not null,
  status text not null default 'active' check (status in ('active', 'closed')),
  owner text not null default 'bot' check (owner in ('bot', 'human')),
  owner_reason text,
  owner_since timestamptz not null default now(),
  assigned_to uuid references public.staff (user_id) on delete set null,
  last_inbound_at timestamptz,
  last_outbound_at timestamptz,
  last_message_at timestamptz not null default now(),
  last_message_seq bigint not null default 0,
  wa_window_expires_at timestamptz,
  expires_at timestamptz not null,
  replied_upto_seq bigint not null default 0,
  summarised_upto_seq bigint not null default 0,
  turn_fence bigint not null default 0,
  turn_failures integer not null default 0,
  pending_turn_seq bigint,
  turn_requested_at timestamptz,
  turn_quiet_from timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((pending_turn_seq is null) = (turn_requested_at is null)),
  check ((pending_turn_seq is null) = (turn_quiet_from is null))
);
comment on table public.chat_sessions is
  'One conversation. The row is the lock: claiming a turn, committing a reply, taking over, opting out and handing a message to the provider all lock it first.';
comment on column public.chat_sessions.wa_window_expires_at is
  '24 h after the customer''s own send time (never later than 24 h from now): past it WhatsApp allows templates only.';
comment on column public.chat_sessions.pending_turn_seq is
  'Newest message that wants an answer of the bot; null when nothing does. turn_requested_at: arrival of the first such message; turn_quiet_from: of the newest.';
comment on column public.chat_sessions.turn_fence is
  'Raised by every claim. A turn may commit only with the newest value, so a late or revived run cannot answer twice.';
create unique index chat_sessions_one_active_key
  on public.chat_sessions (customer_id, phone_number_id) where status = 'active';
create index chat_sessions_by_customer_idx on public.chat_sessions (customer_id);
create index chat_sessions_newest_first_idx on public.chat_sessions (last_message_at desc, id desc);
create index chat_sessions_human_newest_first_idx
  on public.chat_sessions (last_message_at desc, id desc) where owner = 'human' and status = 'active';
create index chat_sessions_assigned_newest_first_idx
  on public.chat_sessions (assigned_to, last_message_at desc, id desc) where assigned_to is not null;
create index chat_sessions_changed_idx on public.chat_sessions (updated_at);
create index chat_sessions_unanswered_idx on public.chat_sessions (turn_requested_at) where pending_turn_seq is not null;

create table public.agent_turns (
  id uuid primary key default gen_random_uuid(),
  session_id uuid not null references public.chat_sessions (id) on delete cascade,
  customer_id uuid not null references public.customers (id) on delete cascade,
  state text not null default 'running' check (state in ('running', 'committed', 'finished')),
  fence bigint not null,
  run_id text,
  claimed_at timestamptz not null default clock_timestamp(),
  lease_until timestamptz not null,
  from_seq bigint not null,
  upto_seq bigint not null,
  requested_at timestamptz not null,
  restarts integer not null default 0,
  route text,
  route_reason text,
  model text,
  input_tokens integer,
  cached_tokens integer,
  output_tokens integer,
  cost_usd numeric(12, 6),
  latency_ms jsonb not null default '{}',
  recall_included boolean not null default false,
  recall_count integer not null default 0,
  trimmed jsonb not null default '{}',
  tools jsonb not null default '[]',
  draft text[],
  outcome text check (outcome in ('sent', 'superseded', 'suppressed', 'handed_off', 'failed')),
  outcome_reason text,
  finished_at timestamptz,
  check ((state = 'finished') = (outcome is not null))
);
comment on table public.agent_turns is
  'What the agent saw and did for one reply: which messages it covers, why, with which model, at what cost, and how it ended.';
comment on column public.agent_turns.run_id is
  'The job run that claimed it: a claim whose answer was lost on the way is given to the same run again.';
comment on column public.agent_turns.draft is
  'The generated reply between generation and commit, so that no words travel through the job engine; emptied at commit.';
create unique index agent_turns_one_running_key on public.agent_turns (session_id) where state = 'running';
create unique index agent_turns_fence_key on public.agent_turns (session_id, fence);
create index agent_turns_by_session_idx on public.agent_turns (session_id, claimed_at desc);
create index agent_turns_by_customer_idx on public.agent_turns (customer_id);
create index agent_turns_unfinished_idx on public.agent_turns (lease_until) where state <> 'finished';

create table public.chat_messages (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  session_id uuid not null references public.chat_sessions (id) on delete cascade,
  customer_id uuid not null references public.customers (id) on delete cascade,
  direction text not null check (direction in ('inbound', 'outbound', 'system')),
  author text not null check (author in ('customer', 'bot', 'staff', 'system')),
  author_id uuid references public.staff (user_id) on delete set null,
  message_type text not null,
  text text,
  rendered_text text not null,
  payload jsonb not null default '{}',
  wa_message_id text unique,
  wa_timestamp timestamptz,
  reply_to uuid references public.chat_messages (id) on delete set null,
  starts_turn boolean not null default false,
  turn_id uuid references public.agent_turns (id) on delete set null,
  part_index integer not null default 0,
  purpose text check (purpose in ('reply', 'staff_reply', 'template', 'consent_confirmation', 'privacy', 'outside')),
  client_key uuid,
  state text check (state in ('queued', 'sending', 'sent', 'delivered', 'read', 'played', 'failed', 'unknown', 'suppressed')),
  state_reason text,
  state_changed_at timestamptz,
  not_before timestamptz,
  dispatched_at timestamptz,
  escalated_at timestamptz,
  embedding_status text not null default 'pending' check (embedding_status in ('pending', 'embedded', 'skipped', 'failed')),
  embedding_attempts integer not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default now(),
  edited_at timestamptz,
  deleted_at timestamptz,
  check ((direction = 'outbound') = (state is not null)),
  check ((direction = 'outbound') = (purpose is not null))
);
comment on table public.chat_messages is
  'One row a bubble. seq is assigned while the session row is locked and is the only order; every cursor uses it.';
comment on column public.chat_messages.rendered_text is
  'Readable form of any kind, with caption and transcript: what agent, transcript and recall read.';
comment on column public.chat_messages.escalated_at is
  'When a send in doubt was put before a person; it may still be settled by a late receipt.';
comment on column public.chat_messages.client_key is
  'Chosen by the console for one press of Send, so that a repeated request does not send twice.';
create index chat_messages_by_session_idx on public.chat_messages (session_id, seq desc);
create index chat_messages_by_customer_idx on public.chat_messages (customer_id, seq desc);
create index chat_messages_changed_idx on public.chat_messages (session_id, updated_at);
create index chat_messages_replies_idx on public.chat_messages (reply_to) where reply_to is not null;
create unique index chat_messages_turn_part_key on public.chat_messages (turn_id, part_index) where turn_id is not null;
create unique index chat_messages_client_key_key on public.chat_messages (client_key, part_index) where client_key is not null;
create index chat_messages_to_send_idx on public.chat_messages (session_id, seq) where state in ('queued', 'sending');
create index chat_messages_queued_idx on public.chat_messages (coalesce(not_before, created_at)) where state = 'queued';
create index chat_messages_unconfirmed_idx on public.chat_messages (state_changed_at)
  where state = 'unknown' and escalated_at is null;
create index chat_messages_to_embed_idx on public.chat_messages (created_at) where embedding_status = 'pending';

alter table public.consent_events
  add constraint consent_events_message_id_fkey
  foreign key (message_id) references public.chat_messages (id) on delete set null;
create index consent_events_by_message_idx on public.consent_events (message_id) where message_id is not null;

create table public.send_attempts (
  id uuid primary key default gen_random_uuid(),
  message_id uuid not null references public.chat_messages (id) on delete cascade,
  attempt_no integer not null,
  wa_message_id text unique,
  is_guess boolean not null default false,
  state text not null default 'sending' check (state in ('sending', 'unknown', 'sent', 'failed', 'delivered', 'read', 'played')),
  error_code integer,
  error_reason text,
  pricing jsonb,
  lease_until timestamptz not null,
  started_at timestamptz not null default now(),
  unknown_at timestamptz,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  played_at timestamptz,
  failed_at timestamptz,
  unique (message_id, attempt_no)
);
comment on table public.send_attempts is
  'One row each time a message was handed to the provider. Delivery receipts resolve here, only forward: sent < failed < delivered < read < played; the message shows its newest attempt.';
comment on column public.send_attempts.is_guess is
  'The id was matched by recipient and text or time, not named by the provider''s answer: a certain claim to it wins.';
create index send_attempts_recent_idx on public.send_attempts (started_at);
create index send_attempts_in_flight_idx on public.send_attempts (lease_until) where state in ('sending', 'unknown');

alter table public.wa_events enable row level security;
alter table public.chat_sessions enable row level security;
alter table public.agent_turns enable row level security;
alter table public.chat_messages enable row level security;
alter table public.send_attempts enable row level security;

create policy "admins read raw events" on public.wa_events for select to authenticated
  using ((select public.current_staff_role()) = 'admin');
create policy "active staff read sessions" on public.chat_sessions for select to authenticated
  using ((select public.current_staff_role()) is not null);
create policy "active staff read turns" on public.agent_turns for select to authenticated
  using ((select public.current_staff_role()) is not null);
create policy "active staff read messages" on public.chat_messages for select to authenticated
  using ((select public.current_staff_role()) is not null);
create policy "active staff read send attempts" on public.send_attempts for select to authenticated
  using ((select public.current_staff_role()) is not null);

grant select on public.wa_events, public.chat_sessions, public.agent_turns, public.chat_messages, public.send_attempts
  to authenticated, service_role;
