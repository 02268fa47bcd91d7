-- An erasure of an average customer asked the database 111 times, and beside intake each question waits its
-- turn. Now the database goes from store to store by itself for as long as a call may last.

create function public.advance_erasure(p_run_id uuid, p_limit integer default 1000, p_blocks integer default 512,
  p_milliseconds integer default 250) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_until timestamptz := clock_timestamp() + least(greatest(p_milliseconds, 0), 2000) * interval '1 millisecond';
  v_step jsonb;
  v_store text;
  v_done jsonb;
  v_code text;
begin
  -- The customer before the run and everything of theirs, as whoever places a hold or merges a request does.
  perform 1 from public.customers c
  where c.id = (select r.customer_id from public.erasure_runs r where r.id = p_run_id) for no key update;
  loop
    v_step := public.claim_erasure_step(p_run_id);
    v_store := v_step ->> 'store';
    -- These four need the key of the hashes or the buckets: the service does them.
    if v_step ->> 'kind' <> 'step' or v_store in ('fence', 'wamids', 'objects', 'events') then
      return v_step;
    end if;
    begin
      case v_store
        when 'mentions' then
          v_done := public.erase_mentions(p_run_id);
        when 'check' then
          v_done := public.scan_for_erased(p_run_id, p_blocks);
          if v_done ->> 'kind' = 'scanned' and not (v_done ->> 'more')::boolean and (v_done ->> 'findings')::integer > 0 then
            return jsonb_build_object('kind', 'failed', 'store', v_store, 'code', 'person_still_found');
          end if;
        when 'certificate' then
          perform public.certify_erasure(p_run_id);
          v_done := '{"more": false}';
        else
          v_done := public.erase_batch(p_run_id, v_store, p_limit);
      end case;
    exception when others then
      -- The stores before this one stay done, and it is known which one could not be emptied.
      get stacked diagnostics v_code = returned_sqlstate;
      return jsonb_build_object('kind', 'failed', 'store', v_store, 'code', v_code);
    end;
    if v_done ->> 'kind' in ('wait', 'held', 'over') then
      return v_done;
    end if;
    if not (v_done ->> 'more')::boolean then
      perform public.finish_erasure_step(p_run_id, v_store);
    end if;
    if clock_timestamp() >= v_until then
      return jsonb_build_object('kind', 'more');
    end if;
  end loop;
end
$$;
comment on function public.advance_erasure(uuid, integer, integer, integer) is
  'Goes on with a running erasure, store after store, each with its own state, in one transaction that is killed or kept as a whole. step: a store that the service has to do (keyed hashes, files); wait (until); failed (store, code), what was done before it stays; more: the time is over, call again; held, over or done.';
revoke all on function public.advance_erasure(uuid, integer, integer, integer) from public;
grant execute on function public.advance_erasure(uuid, integer, integer, integer) to service_role;

create or replace function public.tell_before_erasure(p_run_id uuid, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_now timestamptz := clock_timestamp();
  v_run public.erasure_runs;
  v_request public.privacy_requests;
  v_notice public.privacy_request_events;
  v_message uuid;
begin
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id;
  -- A restored backup is erased again for somebody who was told when it happened.
  if v_run.state is distinct from 'running' or v_run.fenced_at is not null or v_run.request_id is null or v_run.reason <> 'request'
     or public.is_held(v_run.customer_id) then
    return jsonb_build_object('kind', 'go');
  end if;
  v_request := public.lock_privacy_request(v_run.request_id);
  select e.* into v_notice from public.privacy_request_events e
  where e.request_id = v_request.id and e.event in ('telling', 'not_told') and e.detail ->> 'run_id' = p_run_id::text
  order by e.at limit 1;
  if v_notice.id is null then
    v_message := public.tell_privacy_outcome(v_request, 'completed', 'erasing', jsonb_build_object('run_id', p_run_id), p_settings);
    if v_message is not null then
      -- Most leave within a second.
      return jsonb_build_object('kind', 'wait', 'until', v_now + interval '700 milliseconds', 'message_id', v_message);
    end if;
  -- A minute is a long time for one message, and what is in doubt may have left: the erasure does not wait for ever.
  elsif v_notice.event = 'telling' and v_notice.at > v_now - interval '1 minute' and exists (
       select 1 from public.chat_messages m
       where m.id = (v_notice.detail ->> 'message_id')::uuid and m.state in ('queued', 'sending')) then
    return jsonb_build_object('kind', 'wait', 'until', v_now + interval '2 seconds');
  end if;
  return jsonb_build_object('kind', 'go');
end
$$;
