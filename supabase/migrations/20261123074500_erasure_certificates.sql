-- The end of an erasure and its proof, and what the console reads of both.

create function public.certificate_digest(p_previous text, p_content jsonb) returns text
language sql immutable set search_path = ''
as $$
  select encode(sha256(convert_to(coalesce(p_previous, '') || '|' || p_content::text, 'UTF8')), 'hex')
$$;
comment on function public.certificate_digest(text, jsonb) is 'Digest of a certificate over its content and the digest of the one before it.';
revoke all on function public.certificate_digest(text, jsonb) from public;

create function public.certify_erasure(p_run_id uuid) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
  v_request public.privacy_requests;
  v_content jsonb;
  v_previous text;
begin
  if not exists (select 1 from public.erasure_runs r where r.id = p_run_id and r.state = 'running') then
    return 'over';
  end if;
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id;
  if v_run.request_id is not null then
    v_request := public.lock_privacy_request(v_run.request_id);
  end if;
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id for update;
  if v_run.state <> 'running' then
    return 'over';
  end if;
  if exists (select 1 from public.erasure_steps s where s.run_id = p_run_id and s.state <> 'done' and s.store <> 'certificate') then
    raise exception 'erasure_not_finished' using errcode = 'PT409';
  end if;
  if jsonb_array_length(v_run.findings) > 0 then
    raise exception 'person_still_found' using errcode = 'PT409';
  end if;
  -- One at a time, so that each covers exactly the one before.
  perform pg_advisory_xact_lock(hashtextextended('erasure_certificates', 0));
  select c.digest into v_previous from public.erasure_certificates c order by c.number desc limit 1;
  v_content := jsonb_build_object(
    'run_id', v_run.id, 'reason', v_run.reason, 'request_id', v_run.request_id, 'customer_id', v_run.customer_id,
    'channel', v_request.channel, 'received_at', v_request.received_at, 'identity_verified_at', v_request.identity_verified_at,
    'approved_by', v_run.approved_by, 'approved_at', v_run.approved_at,
    'second_by', v_run.second_by, 'second_at', v_run.second_at,
    'erased_at', v_run.fenced_at, 'finished_at', clock_timestamp(), 'policy_version', v_run.policy_version,
    'stores', (select jsonb_agg(jsonb_build_object('store', s.store, 'count', s.count, 'at', s.finished_at) order by s.position)
               from public.erasure_steps s where s.run_id = p_run_id and s.store <> 'certificate'),
    'check', jsonb_build_object(
      'tables', (select s.count from public.erasure_steps s where s.run_id = p_run_id and s.store = 'check'),
      'found', 0, 'elsewhere', v_run.elsewhere));
  insert into public.erasure_certificates (run_id, request_id, customer_id, content, previous_digest, digest)
  values (v_run.id, v_run.request_id, v_run.customer_id, v_content, v_previous, public.certificate_digest(v_previous, v_content))
  on conflict (run_id) do nothing;
  delete from public.erasure_targets t where t.run_id = p_run_id;
  update public.erasure_previews p set samples = '{}' where p.customer_id = v_run.customer_id;
  update public.erasure_steps s set state = 'done', count = 1, finished_at = clock_timestamp()
  where s.run_id = p_run_id and s.store = 'certificate';
  update public.erasure_runs r set state = 'completed', finished_at = clock_timestamp(), updated_at = clock_timestamp()
  where r.id = p_run_id;
  if v_request.state in ('ready', 'in_progress') then
    perform public.complete_privacy_request(v_request.id, jsonb_build_object('run_id', v_run.id));
  end if;
  delete from public.suppressions s where s.expires_at < clock_timestamp();
  perform public.audit('erasure_completed', 'erasure', v_run.id, jsonb_build_object('request_id', v_run.request_id));
  return 'completed';
end
$$;
comment on function public.certify_erasure(uuid) is
  'Issues the certificate of a checked erasure and forgets what was looked for. Refuses while the check still finds the person.';
revoke all on function public.certify_erasure(uuid) from public;
grant execute on function public.certify_erasure(uuid) to service_role;

create function public.find_unfinished_erasures(p_now timestamptz default clock_timestamp(), p_limit integer default 50) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  select array(
    select r.id from public.erasure_runs r
    where r.state in ('approved', 'running') and r.updated_at < p_now - interval '2 minutes' and not public.is_held(r.customer_id)
    order by r.updated_at limit p_limit)
$$;
comment on function public.find_unfinished_erasures(timestamptz, integer) is
  'Erasures that nobody has worked on for two minutes, to be announced again; held ones wait for the hold to end.';
revoke all on function public.find_unfinished_erasures(timestamptz, integer) from public;
grant execute on function public.find_unfinished_erasures(timestamptz, integer) to service_role;

create function public.staff_name(p_user_id uuid) returns text
language sql stable security definer set search_path = ''
as $$
  select f.display_name from public.staff f where f.user_id = p_user_id
$$;
comment on function public.staff_name(uuid) is 'The name of a colleague, also one who has left; null when the account is gone.';
revoke all on function public.staff_name(uuid) from public;

create function public.erasure_status(p_request_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_request public.privacy_requests;
  v_preview public.erasure_previews;
  v_run public.erasure_runs;
begin
  perform public.require_staff_role('privacy', 'admin');
  select r.* into v_request from public.privacy_requests r where r.id = p_request_id;
  if v_request.id is null or v_request.kind <> 'erasure' then
    raise exception 'request_not_found' using errcode = 'PT404';
  end if;
  select p.* into v_preview from public.erasure_previews p where p.request_id = p_request_id order by p.made_at desc limit 1;
  select r.* into v_run from public.erasure_runs r
  where r.request_id = p_request_id and r.state <> 'cancelled' order by r.approved_at desc limit 1;
  if v_run.preview_id is not null then
    select p.* into v_preview from public.erasure_previews p where p.id = v_run.preview_id;
  end if;
  return jsonb_build_object(
    'request_state', v_request.state, 'held', public.is_held(v_request.customer_id),
    'may_approve', public.current_staff_role() = 'privacy',
    'preview', case when v_preview.id is not null then jsonb_build_object(
      'id', v_preview.id, 'digest', v_preview.digest, 'counts', v_preview.counts, 'samples', v_preview.samples,
      'made_at', v_preview.made_at, 'made_by', public.staff_name(v_preview.made_by)) end,
    'run', case when v_run.id is not null then jsonb_build_object(
      'id', v_run.id, 'state', v_run.state, 'approved_by', public.staff_name(v_run.approved_by), 'approved_at', v_run.approved_at,
      'is_mine', v_run.approved_by = auth.uid(),
      'second_by', public.staff_name(v_run.second_by), 'second_at', v_run.second_at, 'fenced_at', v_run.fenced_at,
      'finished_at', v_run.finished_at, 'failed_step', v_run.failed_step, 'error_code', v_run.error_code,
      'findings', v_run.findings, 'elsewhere', v_run.elsewhere,
      'steps', (select coalesce(jsonb_agg(jsonb_build_object(
          'store', s.store, 'state', s.state, 'count', s.count, 'attempts', s.attempts, 'error_code', s.error_code,
          'finished_at', s.finished_at) order by s.position), '[]')
        from public.erasure_steps s where s.run_id = v_run.id)) end,
    'certificate', (select jsonb_build_object('number', c.number, 'issued_at', c.issued_at, 'digest', c.digest)
                    from public.erasure_certificates c where c.run_id = v_run.id),
    'notices', (select coalesce(jsonb_agg(jsonb_build_object(
        'processor', n.processor, 'told_at', n.told_at, 'reference', n.reference, 'recorded_by', public.staff_name(n.recorded_by))), '[]')
      from public.erasure_notices n where n.run_id = v_run.id));
end
$$;
comment on function public.erasure_status(uuid) is
  'Everything that the panel of an erasure request shows: preview, approvals, progress a store, certificate, processors told.';
revoke all on function public.erasure_status(uuid) from public;
grant execute on function public.erasure_status(uuid) to authenticated;

create function public.read_erasure_certificate(p_request_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_certificate public.erasure_certificates;
  v_before text;
begin
  perform public.require_staff_role('privacy', 'admin');
  select c.* into v_certificate from public.erasure_certificates c where c.request_id = p_request_id order by c.number desc limit 1;
  if v_certificate.id is null then
    raise exception 'certificate_not_found' using errcode = 'PT404';
  end if;
  select c.digest into v_before from public.erasure_certificates c where c.number < v_certificate.number order by c.number desc limit 1;
  return jsonb_build_object(
    'number', v_certificate.number, 'issued_at', v_certificate.issued_at, 'content', v_certificate.content,
    'previous_digest', v_certificate.previous_digest, 'digest', v_certificate.digest,
    'is_intact', v_certificate.digest = public.certificate_digest(v_certificate.previous_digest, v_certificate.content)
                 and v_certificate.previous_digest is not distinct from v_before,
    'names', jsonb_build_object(
      'approved_by', public.staff_name((v_certificate.content ->> 'approved_by')::uuid),
      'second_by', public.staff_name((v_certificate.content ->> 'second_by')::uuid)),
    'notices', (select coalesce(jsonb_agg(jsonb_build_object(
        'processor', n.processor, 'told_at', n.told_at, 'reference', n.reference, 'recorded_by', public.staff_name(n.recorded_by))
        order by n.told_at), '[]')
      from public.erasure_notices n where n.run_id = v_certificate.run_id));
end
$$;
comment on function public.read_erasure_certificate(uuid) is
  'The certificate of a request, with names of colleagues beside it and whether its digest and its place in the chain still hold.';
revoke all on function public.read_erasure_certificate(uuid) from public;
grant execute on function public.read_erasure_certificate(uuid) to authenticated;

create function public.begin_erasure_again(p_customer_id uuid, p_policy_version integer) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  v_run_id uuid;
begin
  perform 1 from public.customers c where c.id = p_customer_id for no key update;
  insert into public.erasure_runs (customer_id, reason, policy_version)
  select p_customer_id, 'restored_backup', p_policy_version
  where not exists (select 1 from public.erasure_runs r where r.customer_id = p_customer_id
                    and r.state in ('approved', 'awaiting_second', 'running', 'failed'))
  returning id into v_run_id;
  if v_run_id is not null then
    perform public.audit('erasure_repeated', 'erasure', v_run_id);
  end if;
  return coalesce(v_run_id, (select r.id from public.erasure_runs r where r.customer_id = p_customer_id
                             and r.state in ('approved', 'awaiting_second', 'running', 'failed')));
end
$$;
comment on function public.begin_erasure_again(uuid, integer) is
  'Erases somebody whom a restored backup brought back. They were approved then; the certificate says why this one exists.';
revoke all on function public.begin_erasure_again(uuid, integer) from public;
grant execute on function public.begin_erasure_again(uuid, integer) to service_role;

create function public.import_suppressions(p_rows jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_count integer;
begin
  insert into public.suppressions as s (hash, kind, erased_at, consent_status, marketing_status, expires_at)
  select x.hash, x.kind, x.erased_at, x.consent_status, x.marketing_status, x.expires_at
  from jsonb_to_recordset(p_rows) x (hash text, kind text, erased_at timestamptz, consent_status text, marketing_status text, expires_at timestamptz)
  on conflict (hash) do update
  set erased_at = greatest(s.erased_at, excluded.erased_at),
      consent_status = excluded.consent_status, marketing_status = excluded.marketing_status
  where s.erased_at < excluded.erased_at;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function public.import_suppressions(jsonb) is
  'Takes in suppressions kept outside the database: those that a restored backup does not know. Returns how many were new or newer.';
revoke all on function public.import_suppressions(jsonb) from public;
grant execute on function public.import_suppressions(jsonb) to service_role;

create function public.identities_to_compare(p_after uuid, p_limit integer default 1000) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(to_jsonb(x) order by x.id), '[]') from (
    select i.id, i.customer_id, i.kind, i.value, i.valid_from, c.created_at
    from public.customer_identities i join public.customers c on c.id = i.customer_id
    where (p_after is null or i.id > p_after) and c.erased_at is null
    order by i.id limit least(p_limit, 1000)) x
$$;
comment on function public.identities_to_compare(uuid, integer) is
  'Identities page by page, for the service to compare with suppressions after a restore.';
revoke all on function public.identities_to_compare(uuid, integer) from public;
grant execute on function public.identities_to_compare(uuid, integer) to service_role;
