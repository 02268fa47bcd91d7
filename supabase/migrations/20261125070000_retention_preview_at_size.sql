-- What the next run of retention removes is counted in time, however many holds stand: what an event without a
-- known customer names is looked up by index, instead of comparing its body with each number of everybody held.

create or replace function public.event_is_held(p_event public.wa_events) returns boolean
language sql stable security definer set search_path = ''
as $$
  select public.is_held(p_event.customer_id)
    -- The message it reports on, by our provider's id.
    or exists (
      select 1 from public.send_attempts a join public.chat_messages m on m.id = a.message_id
      where a.wa_message_id = split_part(p_event.dedupe_key, ':', 2) and public.is_held(m.customer_id))
    -- Receipts and parked items name no customer of ours: their number or id in the raw body does. A word begins at a
    -- capital or a digit other than 0, so that a sign, an escaped line break or 00 before a number do not hide it.
    or (p_event.customer_id is null and exists (
      select 1 from public.customer_identities i
      where i.value = any (array(
          select distinct form
          from regexp_matches(p_event.raw::text, '[1-9A-Z][0-9A-Za-z._-]+', 'g') found,
               rtrim(found[1], '._-') word, unnest(array[word, '+' || word]) form))
        and public.is_held(i.customer_id)))
$$;

create or replace function public.count_past_retention(p_class text, p_settings jsonb, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_before timestamptz := public.retention_limit(p_class, p_settings, p_now);
  v_query text;
  v_due integer;
  v_oldest timestamptz;
begin
  -- Each query yields the age of one thing that is due, oldest first; counted to 10,001, so that it costs the same at any size.
  -- Conversations are looked at one by one, oldest first, until so many are found: joined, all of them would be read.
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
      'select x.last_message_at from (
         select c.id, c.last_message_at from public.chat_sessions c
         where c.last_message_at < $1 and c.customer_id <> all ($2)
         order by c.last_message_at, c.id offset 0) x
       where (select s.id from public.session_summaries s where s.session_id = x.id limit 1) is null
         and (select n.id from public.session_notes n where n.session_id = x.id limit 1) is null
         and coalesce((select m.created_at from public.chat_messages m where m.session_id = x.id order by m.seq desc limit 1) < $1, true)'
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
