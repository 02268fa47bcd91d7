-- What somebody sees before they remove a conversation's or a customer's files, or ask for an erasure.

create function public.preview_media_purge(p_session_id uuid default null, p_customer_id uuid default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_customer_id uuid := p_customer_id;
  v_preview jsonb;
begin
  perform public.require_staff_role('privacy', 'admin');
  if num_nonnulls(p_session_id, p_customer_id) <> 1 then
    raise exception 'Name one conversation or one customer' using errcode = '22023';
  end if;
  if p_session_id is not null then
    select s.customer_id into v_customer_id from public.chat_sessions s where s.id = p_session_id;
  end if;
  select jsonb_build_object('customer_id', c.id, 'name', c.display_name, 'hold', public.customer_hold(c.id),
    'files', f.files, 'bytes', f.bytes, 'conversations', f.conversations)
  into v_preview
  from public.customers c
  cross join lateral (
    select count(*) as files, coalesce(sum(x.file_size), 0) as bytes, count(distinct m.session_id) as conversations
    from public.chat_messages m join public.chat_media x on x.message_id = m.id
    where m.customer_id = c.id and (p_session_id is null or m.session_id = p_session_id)) f
  where c.id = v_customer_id;
  if v_preview is null then
    raise exception 'purge_subject_not_found' using errcode = 'PT404';
  end if;
  return v_preview;
end
$$;
comment on function public.preview_media_purge(uuid, uuid) is
  'What request_media_purge would remove of a conversation or a customer, counted, and the hold that forbids it. 404 purge_subject_not_found.';
revoke all on function public.preview_media_purge(uuid, uuid) from public;
grant execute on function public.preview_media_purge(uuid, uuid) to authenticated;

create function public.customer_for_request(p_customer_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_customer jsonb;
begin
  perform public.require_staff_role('privacy', 'admin');
  select jsonb_build_object('id', c.id, 'name', c.display_name,
    'number', (select public.masked_phone(i.value) from public.customer_identities i
               where i.customer_id = c.id and i.kind = 'phone' and i.valid_to is null),
    'last_message_at', (select max(s.last_message_at) from public.chat_sessions s where s.customer_id = c.id),
    'open_kinds', (select coalesce(jsonb_agg(r.kind order by r.kind), '[]') from public.privacy_requests r
                   where r.customer_id = c.id and public.privacy_request_is_open(r.state)))
  into v_customer
  from public.customers c where c.id = p_customer_id and c.erased_at is null;
  if v_customer is null then
    raise exception 'customer_not_found' using errcode = 'PT404';
  end if;
  return v_customer;
end
$$;
comment on function public.customer_for_request(uuid) is
  'One customer as find_customers_for_request gives them: the person is known, and a request is to be opened for them. 404 when erased.';
revoke all on function public.customer_for_request(uuid) from public;
grant execute on function public.customer_for_request(uuid) to authenticated;
