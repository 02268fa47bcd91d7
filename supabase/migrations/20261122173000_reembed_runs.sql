-- Changing the embedding model: every message is embedded again, newest first, while the old vectors serve.

create table public.reembed_runs (
  id uuid primary key default gen_random_uuid(),
  model text not null check (model <> ''),
  state text not null default 'running' check (state in ('running', 'paused', 'finished', 'cancelled')),
  before_seq bigint not null,
  total integer not null,
  queued integer not null default 0,
  started_by uuid references public.staff (user_id) on delete set null,
  started_at timestamptz not null default clock_timestamp(),
  heartbeat_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  check ((state in ('finished', 'cancelled')) = (finished_at is not null))
);
comment on table public.reembed_runs is
  'A change of the embedding model in progress or past. before_seq is where the next batch begins, so that a run resumes where it stopped.';
create unique index reembed_runs_one_open_key on public.reembed_runs ((true)) where state in ('running', 'paused');
create index reembed_runs_newest_first_idx on public.reembed_runs (started_at desc);

alter table public.reembed_runs enable row level security;
create policy "admins read re-embedding runs" on public.reembed_runs for select to authenticated
  using ((select public.current_staff_role()) = 'admin');
grant select on public.reembed_runs to authenticated, service_role;

create function public.begin_reembed(p_model text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.reembed_runs;
begin
  -- People need the role; the service key comes from the operator's own command.
  if coalesce(auth.role(), '') <> 'service_role' then
    perform public.require_staff_role('admin');
  end if;
  if exists (select 1 from public.reembed_runs r where r.state in ('running', 'paused')) then
    raise exception 'reembed_already_open' using errcode = 'PT409';
  end if;
  insert into public.reembed_runs (model, before_seq, total, started_by)
  select p_model, coalesce(max(e.seq), 0) + 1, count(distinct e.message_id), auth.uid()
  from public.message_embeddings e where e.model is distinct from p_model
  returning * into v_run;
  perform public.audit('reembed_started', 'reembed_run', v_run.id, jsonb_build_object('model', p_model));
  return to_jsonb(v_run);
end
$$;
comment on function public.begin_reembed(text) is
  'Starts embedding again all messages whose vectors are not of this model. One run at a time.';
revoke all on function public.begin_reembed(text) from public;
grant execute on function public.begin_reembed(text) to authenticated, service_role;

create function public.set_reembed_state(p_run_id uuid, p_state text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.reembed_runs;
begin
  if coalesce(auth.role(), '') <> 'service_role' then
    perform public.require_staff_role('admin');
  end if;
  if p_state not in ('running', 'paused', 'cancelled') then
    raise exception 'unknown_state' using errcode = '22023';
  end if;
  update public.reembed_runs r
  set state = p_state, heartbeat_at = clock_timestamp(),
      finished_at = case when p_state = 'cancelled' then clock_timestamp() end
  where r.id = p_run_id and r.state in ('running', 'paused')
  returning * into v_run;
  if v_run.id is null then
    raise exception 'reembed_not_open' using errcode = 'PT409';
  end if;
  perform public.audit('reembed_' || p_state, 'reembed_run', p_run_id);
  return to_jsonb(v_run);
end
$$;
comment on function public.set_reembed_state(uuid, text) is
  'Pauses, resumes (running) or cancels an open run. What is embedded already stays.';
revoke all on function public.set_reembed_state(uuid, text) from public;
grant execute on function public.set_reembed_state(uuid, text) to authenticated, service_role;

create function public.advance_reembed(p_run_id uuid, p_batch integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.reembed_runs;
  v_ids uuid[];
  v_last bigint;
begin
  select r.* into v_run from public.reembed_runs r where r.id = p_run_id for update;
  if v_run.id is null or v_run.state <> 'running' then
    return jsonb_build_object('state', coalesce(v_run.state, 'gone'), 'queued', 0);
  end if;
  select array_agg(x.message_id), min(x.seq) into v_ids, v_last from (
    select distinct e.seq, e.message_id from public.message_embeddings e
    where e.seq < v_run.before_seq and e.model is distinct from v_run.model
    order by e.seq desc limit p_batch) x;
  if v_ids is null then
    update public.reembed_runs r
    set state = 'finished', finished_at = clock_timestamp(), heartbeat_at = clock_timestamp() where r.id = p_run_id;
    return jsonb_build_object('state', 'finished', 'queued', 0);
  end if;
  -- The old chunks stay until the new ones replace them; a message that waits already is left alone.
  update public.chat_messages m
  set embedding_status = 'pending', embedding_attempts = 0, embedding_claim = null,
      embedding_next_at = clock_timestamp() -- Behind what customers wrote meanwhile.
  where m.id = any (v_ids) and m.embedding_status in ('embedded', 'failed');
  update public.reembed_runs r
  set before_seq = v_last, queued = r.queued + cardinality(v_ids), heartbeat_at = clock_timestamp()
  where r.id = p_run_id;
  return jsonb_build_object('state', 'running', 'queued', cardinality(v_ids));
end
$$;
comment on function public.advance_reembed(uuid, integer) is
  'Queues the next messages of a run, newest first, or ends it when none is left.';
revoke all on function public.advance_reembed(uuid, integer) from public;
grant execute on function public.advance_reembed(uuid, integer) to service_role;

create function public.serving_models(p_model text) returns text[]
language sql stable security definer set search_path = ''
as $$
  with recursive models as (
    (select e.model from public.message_embeddings e where e.model is not null order by e.model limit 1)
    union all
    select (select e.model from public.message_embeddings e where e.model > m.model order by e.model limit 1)
    from models m where m.model is not null
  )
  select array(select p_model union select m.model from models m where m.model is not null)
$$;
comment on function public.serving_models(text) is
  'The models whose vectors are in use: a question is embedded with each, so that a change of model hides nothing while it goes on. Skips through the index, one row a model.';
revoke all on function public.serving_models(text) from public;
grant execute on function public.serving_models(text) to service_role;

create function public.find_unembedded(p_settings jsonb, p_now timestamptz default clock_timestamp()) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'waiting', (
      select count(*) from (
        select 1 from public.chat_messages m
        where m.embedding_status = 'pending' and coalesce(m.embedding_next_at, m.created_at)
              <= p_now - (p_settings ->> 'grace_ms')::bigint * interval '1 millisecond'
        limit 1000) x),
    'reembed_run_ids', (
      select coalesce(jsonb_agg(r.id), '[]') from public.reembed_runs r
      where r.state = 'running' and r.heartbeat_at < p_now - interval '2 minutes'))
$$;
comment on function public.find_unembedded(jsonb, timestamptz) is
  'How many messages wait to be embedded longer than the normal path takes (counted to 1,000), and re-embedding runs that nobody drives. settings: grace_ms.';
revoke all on function public.find_unembedded(jsonb, timestamptz) from public;
grant execute on function public.find_unembedded(jsonb, timestamptz) to service_role;

create function public.recall_index_health() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('admin', 'support');
  return jsonb_build_object(
    'messages', (
      select coalesce(jsonb_object_agg(x.embedding_status, x.n), '{}') from (
        select m.embedding_status, count(*) as n from public.chat_messages m
        where m.direction <> 'system' group by m.embedding_status) x),
    'models', (
      select coalesce(jsonb_agg(to_jsonb(x) order by x.messages desc), '[]') from (
        select e.model, e.dimensions, count(distinct e.message_id) as messages, count(*) as chunks
        from public.message_embeddings e group by e.model, e.dimensions) x),
    'oldest_waiting_at', (
      select min(coalesce(m.embedding_next_at, m.created_at)) from public.chat_messages m where m.embedding_status = 'pending'),
    'run', (
      select to_jsonb(r) || jsonb_build_object('remaining', (
        select count(*) from (
          select distinct e.message_id from public.message_embeddings e where e.model is distinct from r.model) left_over))
      from public.reembed_runs r order by r.started_at desc limit 1));
end
$$;
comment on function public.recall_index_health() is
  'The state of the recall index for the console: messages by embedding status, chunks by model, the oldest that waits, and the newest re-embedding run with what it still has to do.';
revoke all on function public.recall_index_health() from public;
grant execute on function public.recall_index_health() to authenticated;
