-- What somebody asked for besides being erased cannot be done any more: nothing is left to hand out, correct or
-- object to. Left open, such a request would run over its legal date and be alerted for ever.
create or replace function public.erase_privacy_requests(p_customer_id uuid) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_count integer := 0;
  v_more integer;
  v_erasure uuid;
  v_request public.privacy_requests;
begin
  delete from public.privacy_request_notes n where n.customer_id = p_customer_id;
  get diagnostics v_count = row_count;
  delete from public.privacy_exports x where x.customer_id = p_customer_id;
  get diagnostics v_more = row_count;
  v_count := v_count + v_more;
  update public.identity_checks k
  set evidence = null, code_hash = null, state = case k.state when 'open' then 'replaced' else k.state end,
      settled_at = coalesce(k.settled_at, clock_timestamp())
  where k.customer_id = p_customer_id and (k.evidence is not null or k.state = 'open');
  get diagnostics v_more = row_count;
  v_count := v_count + v_more;
  update public.privacy_requests r set wish = null where r.customer_id = p_customer_id and r.wish is not null;
  get diagnostics v_more = row_count;
  v_count := v_count + v_more;

  select r.id into v_erasure from public.privacy_requests r
  where r.customer_id = p_customer_id and r.kind = 'erasure' and public.privacy_request_is_open(r.state);
  for v_request in
    select r.* from public.privacy_requests r
    where r.customer_id = p_customer_id and r.kind <> 'erasure' and public.privacy_request_is_open(r.state)
    order by r.id for update
  loop
    if v_erasure is null then
      -- A restored backup brought it back: the erasure that answered it stands in the kept list alone.
      perform public.move_privacy_request(v_request, 'withdrawn', jsonb_build_object('reason', 'person_erased'));
    else
      perform public.move_privacy_request(v_request, 'merged', jsonb_build_object('into', v_erasure));
    end if;
  end loop;
  return v_count;
end
$$;
comment on function public.erase_privacy_requests(uuid) is
  'Removes what requests hold about a person: wishes, notes, evidence, archives; other open requests of theirs are merged into the erasure. What was asked for and when it was answered stays, as proof. Part of an erasure: granted to nobody.';
