-- The memory of a conversation: short notes that grow message by message. The cursor is
-- chat_sessions.summarised_upto_seq; it moves only together with the notes that cover it.

create table public.session_summaries (
  id uuid primary key default gen_random_uuid(),
  session_id uuid not null references public.chat_sessions (id) on delete cascade,
  customer_id uuid not null references public.customers (id) on delete cascade,
  version integer not null,
  base_id uuid references public.session_summaries (id) on delete set null,
  from_seq bigint not null,
  upto_seq bigint not null,
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  rendered_text text not null,
  message_count integer not null,
  cut_count integer not null default 0,
  left_out_count integer not null default 0,
  dropped_count integer not null default 0,
  evicted_count integer not null default 0,
  model text not null,
  input_tokens integer not null default 0,
  cached_tokens integer not null default 0,
  output_tokens integer not null default 0,
  cost_usd numeric(12, 6),
  latency_ms integer,
  fence bigint not null,
  created_at timestamptz not null default clock_timestamp(),
  unique (session_id, version),
  unique (session_id, fence),
  check (upto_seq >= from_seq)
);
comment on table public.session_summaries is
  'Rolling notes of a conversation, one row a version: facts, requests, commitments, open items. Each folds the one before (base_id), the first of a session the last of the customer''s previous one.';
comment on column public.session_summaries.from_seq is 'The cursor before this version: it read the messages after it, up to upto_seq.';
comment on column public.session_summaries.cut_count is 'Messages too long for one round, read up to a marker.';
comment on column public.session_summaries.left_out_count is 'Messages that the model would not or could not read after several tries; their words stay in the transcript.';
comment on column public.session_summaries.dropped_count is 'Notes of the model that code refused: empty, repeated, or worded as orders to the assistant.';
comment on column public.session_summaries.evicted_count is 'Older notes that had to go because the notes had reached their size.';
create index session_summaries_by_session_idx on public.session_summaries (session_id, upto_seq desc, version desc);
create index session_summaries_by_customer_idx on public.session_summaries (customer_id, created_at desc);
create index session_summaries_by_base_idx on public.session_summaries (base_id) where base_id is not null;
create index session_summaries_by_age_idx on public.session_summaries (created_at);

alter table public.session_summaries enable row level security;
create policy "active staff read summaries" on public.session_summaries for select to authenticated
  using ((select public.current_staff_role()) is not null);
grant select on public.session_summaries to authenticated;
grant select, insert, update, delete on public.session_summaries to service_role;

alter table public.chat_sessions
  add column unsummarised_since timestamptz,
  add column summary_fence bigint not null default 0,
  add column summary_run_id text,
  add column summary_lease_until timestamptz,
  add column summary_failures integer not null default 0,
  add column summary_retry_at timestamptz;
comment on column public.chat_sessions.unsummarised_since is
  'Since when messages wait to be summarised, null when none do: the order in which redrive serves sessions, so that none starves.';
comment on column public.chat_sessions.summary_fence is
  'Raised by every claim of the summary and by every change to what it covers: a late or revived run cannot save.';
update public.chat_sessions s set unsummarised_since = s.last_message_at where s.last_message_seq > s.summarised_upto_seq;
create index chat_sessions_unsummarised_idx on public.chat_sessions (unsummarised_since, id) where unsummarised_since is not null;

create function public.note_unsummarised() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if new.last_message_seq <= new.summarised_upto_seq then
    new.unsummarised_since := null;
  elsif new.unsummarised_since is null then
    new.unsummarised_since := clock_timestamp();
  elsif tg_op = 'UPDATE' and new.summarised_upto_seq > old.summarised_upto_seq then
    -- What is left came in meanwhile: others have waited longer.
    new.unsummarised_since := clock_timestamp();
  end if;
  return new;
end
$$;
comment on function public.note_unsummarised() is
  'Keeps unsummarised_since true to the two cursors, whoever moves them; no query, since it runs with every message.';
create trigger session_notes_what_is_unsummarised
  before insert or update of last_message_seq, summarised_upto_seq on public.chat_sessions
  for each row execute function public.note_unsummarised();

create function public.is_summarised_kind(p_message public.chat_messages) returns boolean
language sql immutable set search_path = ''
as $$
  select p_message.direction <> 'system' and p_message.deleted_at is null
     and p_message.message_type not in ('edit', 'revoke', 'reaction')
     and (p_message.direction = 'inbound' or p_message.state not in ('suppressed', 'failed'))
$$;
comment on function public.is_summarised_kind(public.chat_messages) is
  'What was said in a conversation: no lines about itself, nothing deleted, no draft that never left.';

create function public.forget_changed_message() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_dropped uuid[];
begin
  with recursive stale as (
    select s.id from public.session_summaries s where s.session_id = new.session_id and s.upto_seq >= new.seq
    union
    -- A later session may have begun with these notes.
    select s.id from public.session_summaries s join stale x on s.base_id = x.id
  )
  select array_agg(x.id) into v_dropped from stale x;
  if v_dropped is null then
    -- A run may be reading the old words at this moment: its fence falls.
    update public.chat_sessions s set summary_fence = s.summary_fence + 1, summary_lease_until = null
    where s.id = new.session_id and s.summary_lease_until is not null;
    return null;
  end if;
  with gone as (
    delete from public.session_summaries s where s.id = any (v_dropped) returning s.session_id
  )
  update public.chat_sessions s
  set summary_fence = s.summary_fence + 1, summary_lease_until = null, summary_retry_at = null, summary_failures = 0,
      summarised_upto_seq = coalesce((
        select max(k.upto_seq) from public.session_summaries k
        where k.session_id = s.id and k.id <> all (v_dropped)), 0)
  where s.id in (select g.session_id from gone g);
  return null;
end
$$;
comment on function public.forget_changed_message() is
  'A message that was edited, transcribed, deleted or never left after all must not live on in the notes: every version that folded it goes, and the messages since the one before are folded anew.';
create trigger summary_forgets_a_changed_message
  after update of rendered_text, deleted_at, state on public.chat_messages
  for each row
  when ((new.rendered_text is distinct from old.rendered_text and old.deleted_at is null)
        or (new.deleted_at is not null and old.deleted_at is null)
        or (new.state in ('suppressed', 'failed') and old.state not in ('suppressed', 'failed')))
  execute function public.forget_changed_message();
