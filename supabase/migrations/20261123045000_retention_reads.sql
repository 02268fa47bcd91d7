-- What the retention page shows: what the next run would remove, what goes on now, what past runs did.

create function public.count_past_retention(p_class text, p_settings jsonb, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_before timestamptz := public.retention_limit(p_class, p_settings, p_now);
  v_query text;
  v_due integer;
  v_oldest timestamptz;
begin
  -- Each query yields the age of one thing that is due, oldest first; counted to 10,001, so that it costs the same at any size.
  v_query := case p_class
    when 'sign_ins' then 'select x.at from public.sign_in_attempts x where x.at < $1 order by 1'
    when 'prompts' then
      'select x.created_at from public.turn_prompts x where x.created_at < $1 and x.customer_id <> all ($2) order by 1'
    when 'events' then
      'select x.received_at from public.wa_events x
       where x.received_at < $1 and (x.raw <> ''{}'' or x.received_at < least($1, $4 - interval ''8 days'')) and x.status <> ''parked''
         and not (cardinality($2) > 0 and public.event_is_held(x)) order by 1'
    when 'messages' then
      'select x.created_at from public.chat_messages x where x.created_at < $1 and x.customer_id <> all ($2) order by 1'
    when 'turns' then
      'select x.finished_at from public.agent_turns x where x.state = ''finished'' and x.finished_at < $1 and x.customer_id <> all ($2) order by 1'
    when 'summaries' then
      'select x.created_at from public.session_summaries x where x.created_at < $1 and x.customer_id <> all ($2) order by 1'
    when 'tickets' then
      'select y.at from (
         (select x.last_activity_at as at from public.support_tickets x
          where x.status in (''resolved'', ''closed'') and x.last_activity_at < $1 and x.customer_id <> all ($2) order by 1 limit 10001)
         union all
         (select x.created_at from public.customer_feedback x where x.created_at < $1 and x.customer_id <> all ($2) order by 1 limit 10001)
         union all
         (select x.created_at from public.session_notes x where x.created_at < $1 and x.customer_id <> all ($2) order by 1 limit 10001)) y order by 1'
    when 'requests' then
      'select x.updated_at from public.privacy_requests x
       where x.state in (''completed'', ''refused'', ''withdrawn'', ''merged'') and x.updated_at < $1 and x.customer_id <> all ($2) order by 1'
    when 'sessions' then
      'select x.last_message_at from public.chat_sessions x
       where x.last_message_at < $1 and x.customer_id <> all ($2)
         and not exists (select 1 from public.chat_messages m where m.session_id = x.id and m.created_at >= $1)
         and not exists (select 1 from public.session_summaries s where s.session_id = x.id)
         and not exists (select 1 from public.session_notes n where n.session_id = x.id) order by 1'
    when 'customers' then
      'select x.updated_at from public.customers x
       where x.updated_at < $1 and x.created_at < $1 and coalesce(x.consent_updated_at, ''-infinity'') < $1 and x.erased_at is null
         and x.id <> all ($2) and public.customer_is_bare(x.id)
         and (x.display_name is not null or x.locale is not null
              or (x.consent_status <> ''opted_out'' and x.marketing_status <> ''stopped'')) order by 1'
    when 'media' then
      'select x.created_at from public.media_past_retention($1, $4) d (id) join public.chat_media x on x.id = d.id
       join public.chat_messages m on m.id = x.message_id where m.customer_id <> all ($2) order by 1'
    when 'jobs' then
      'select x.started_at from public.job_runs x where x.started_at < $1 and (x.finished_at is not null or x.lease_until < $4)
         and not (cardinality($2) > 0 and public.subject_is_held(x.subject_id)) order by 1'
    when 'audit' then
      'select x.at from public.audit_log x where x.at < $1 and not (cardinality($2) > 0 and public.subject_is_held(x.subject_id)) order by 1' end;
  execute format('select count(*), min(y.at) from (select z.at from (%s limit $3) z (at)) y', v_query)
  into v_due, v_oldest
  using v_before, array(select distinct h.customer_id from public.legal_holds h where h.released_at is null), 10001, p_now;
  return jsonb_build_object('class', p_class, 'days', public.retention_days(p_class, p_settings), 'due', v_due, 'oldest_at', v_oldest);
end
$$;
comment on function public.count_past_retention(text, jsonb, timestamptz) is
  'How much of one class is past its time, counted to 10,001, and the oldest of it. Granted to nobody.';
revoke all on function public.count_past_retention(text, jsonb, timestamptz) from public;

create function public.retention_run_row(p_run public.retention_runs) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'id', p_run.id, 'trigger', p_run.trigger, 'state', p_run.state, 'class', p_run.class,
    'requested_at', p_run.requested_at, 'started_at', p_run.started_at, 'finished_at', p_run.finished_at,
    'requested_by', (select f.display_name from public.staff f where f.user_id = p_run.requested_by),
    'is_stalled', p_run.state <> 'finished'
      and coalesce(p_run.heartbeat_at, p_run.requested_at) < now() - interval '5 minutes',
    'classes_done', coalesce(array_position(public.retention_classes(), p_run.class) - 1, 0)
      + case when p_run.state = 'finished' then 1 else 0 end,
    'classes', cardinality(public.retention_classes()),
    'removed', p_run.removed, 'kept', p_run.kept)
$$;
comment on function public.retention_run_row(public.retention_runs) is 'A run as the console shows it. Granted to nobody.';
revoke all on function public.retention_run_row(public.retention_runs) from public;

create function public.preview_retention(p_settings jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('privacy', 'admin');
  return jsonb_build_object(
    'as_of', now(),
    'classes', (
      select jsonb_agg(public.count_past_retention(c.class, p_settings, now()) order by c.position)
      from unnest(array['messages', 'turns', 'prompts', 'events', 'media', 'summaries', 'tickets', 'requests', 'sessions', 'customers', 'jobs', 'sign_ins', 'audit'])
        with ordinality c (class, position)),
    'holds', (select count(distinct h.customer_id) from public.legal_holds h where h.released_at is null),
    'objects_waiting', (select count(*) from (
      select 1 from public.media_objects_to_remove o where o.removed_at is null limit 10001) x));
end
$$;
comment on function public.preview_retention(jsonb) is
  'What the next run would remove, class by class with the oldest of it, without what a hold protects. settings: the configured days.';
revoke all on function public.preview_retention(jsonb) from public;
grant execute on function public.preview_retention(jsonb) to authenticated;

create function public.retention_progress() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('privacy', 'admin');
  return jsonb_build_object(
    'run', (select public.retention_run_row(r) from public.retention_runs r order by r.requested_at desc, r.id desc limit 1),
    'media', (
      select to_jsonb(m) - 'settings' - 'position' from public.media_cleanup_runs m order by m.started_at desc, m.id desc limit 1),
    'last_full_media_at', (
      select max(m.finished_at) from public.media_cleanup_runs m where m.trigger <> 'queue'),
    'last_night_at', (select max(r.finished_at) from public.retention_runs r where r.state = 'finished'));
end
$$;
comment on function public.retention_progress() is 'The newest run of retention and of clean-media, as they are now.';
revoke all on function public.retention_progress() from public;
grant execute on function public.retention_progress() to authenticated;

create function public.list_retention_runs(p_kind text, p_after jsonb default null, p_limit integer default 50) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_limit integer := least(greatest(p_limit, 1), 100);
  v_rows jsonb;
  v_last jsonb;
begin
  perform public.require_staff_role('privacy', 'admin');
  if p_kind = 'media' then
    select coalesce(jsonb_agg(x.row order by x.at desc, x.id desc), '[]') into v_rows from (
      select r.started_at as at, r.id, to_jsonb(r) - 'settings' - 'position' as row from public.media_cleanup_runs r
      where p_after is null or (r.started_at, r.id) < ((p_after ->> 'at')::timestamptz, (p_after ->> 'id')::uuid)
      order by r.started_at desc, r.id desc limit v_limit + 1) x;
  elsif p_kind = 'purges' then
    select coalesce(jsonb_agg(x.row order by x.at desc, x.id desc), '[]') into v_rows from (
      select u.requested_at as at, u.id, public.media_purge_progress(u.id) || jsonb_build_object(
        'requested_by', (select f.display_name from public.staff f where f.user_id = u.requested_by),
        'scope', case when u.media_ids is not null then 'files' when u.session_id is not null then 'session' else 'customer' end) as row
      from public.media_purges u
      where p_after is null or (u.requested_at, u.id) < ((p_after ->> 'at')::timestamptz, (p_after ->> 'id')::uuid)
      order by u.requested_at desc, u.id desc limit v_limit + 1) x;
  else
    select coalesce(jsonb_agg(x.row order by x.at desc, x.id desc), '[]') into v_rows from (
      select r.requested_at as at, r.id, public.retention_run_row(r) as row from public.retention_runs r
      where p_after is null or (r.requested_at, r.id) < ((p_after ->> 'at')::timestamptz, (p_after ->> 'id')::uuid)
      order by r.requested_at desc, r.id desc limit v_limit + 1) x;
  end if;
  if jsonb_array_length(v_rows) > v_limit then
    v_rows := v_rows - v_limit;
    v_last := v_rows -> (v_limit - 1);
  end if;
  return jsonb_build_object('rows', v_rows, 'next', case when v_last is not null then jsonb_build_object(
    'at', v_last -> case p_kind when 'media' then 'started_at' else 'requested_at' end, 'id', v_last -> 'id') end);
end
$$;
comment on function public.list_retention_runs(text, jsonb, integer) is
  'Past runs, newest first, by kind: retention, media (clean-media), purges.';
revoke all on function public.list_retention_runs(text, jsonb, integer) from public;
grant execute on function public.list_retention_runs(text, jsonb, integer) to authenticated;
