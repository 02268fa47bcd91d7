-- Placing and releasing a legal hold, and what the console shows of holds.

create function public.place_legal_hold(p_customer_id uuid, p_reason text, p_review_on date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('privacy');
  v_hold public.legal_holds;
begin
  -- Batches that delete hold one of these two: rows without a customer the first, all others the second.
  perform pg_advisory_xact_lock(hashtextextended('legal_holds', 0));
  perform 1 from public.customers c where c.id = p_customer_id and c.erased_at is null for no key update;
  if not found then
    raise exception 'customer_not_found' using errcode = 'PT404';
  end if;
  if p_review_on <= (clock_timestamp() at time zone 'Africa/Kampala')::date then
    raise exception 'review_in_the_past' using errcode = '22023';
  end if;
  if public.is_held(p_customer_id) then
    raise exception 'already_held' using errcode = 'PT409';
  end if;
  insert into public.legal_holds (customer_id, reason, review_on, placed_by)
  values (p_customer_id, btrim(p_reason), p_review_on, v_me) returning * into v_hold;
  perform public.audit('legal_hold_placed', 'legal_hold', v_hold.id,
    jsonb_build_object('customer_id', p_customer_id, 'review_on', p_review_on));
  return public.legal_hold_row(v_hold);
end
$$;
comment on function public.place_legal_hold(uuid, text, date) is
  'From now on nothing of this customer is erased, purged or retired. 404 for nobody or somebody erased, 409 already_held.';

create function public.release_legal_hold(p_hold_id uuid, p_note text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('privacy');
  v_hold public.legal_holds;
begin
  if length(btrim(coalesce(p_note, ''))) < 3 then
    raise exception 'note_missing' using errcode = '22023';
  end if;
  select h.* into v_hold from public.legal_holds h where h.id = p_hold_id;
  perform 1 from public.customers c where c.id = v_hold.customer_id for no key update;
  update public.legal_holds h set released_at = clock_timestamp(), released_by = v_me, release_note = btrim(p_note)
  where h.id = p_hold_id and h.released_at is null
  returning * into v_hold;
  if not found then
    if exists (select 1 from public.legal_holds h where h.id = p_hold_id) then
      raise exception 'already_released' using errcode = 'PT409';
    end if;
    raise exception 'hold_not_found' using errcode = 'PT404';
  end if;
  perform public.audit('legal_hold_released', 'legal_hold', p_hold_id, jsonb_build_object('customer_id', v_hold.customer_id));
  return public.legal_hold_row(v_hold);
end
$$;
comment on function public.release_legal_hold(uuid, text) is
  'Ends a hold with a note. What its time was over for goes with the next run of retention. 404 hold_not_found, 409 already_released.';

create function public.postpone_hold_review(p_hold_id uuid, p_review_on date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_hold public.legal_holds;
begin
  perform public.require_staff_role('privacy');
  if p_review_on <= (clock_timestamp() at time zone 'Africa/Kampala')::date then
    raise exception 'review_in_the_past' using errcode = '22023';
  end if;
  update public.legal_holds h set review_on = p_review_on
  where h.id = p_hold_id and h.released_at is null returning * into v_hold;
  if not found then
    raise exception 'hold_not_found' using errcode = 'PT404';
  end if;
  perform public.audit('legal_hold_reviewed', 'legal_hold', p_hold_id, jsonb_build_object('review_on', p_review_on));
  return public.legal_hold_row(v_hold);
end
$$;
comment on function public.postpone_hold_review(uuid, date) is
  'The hold was looked at and stays: the day of its next review. 404 when none stands.';

create function public.legal_hold_row(p_hold public.legal_holds) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'id', p_hold.id, 'customer_id', p_hold.customer_id,
    'customer', jsonb_build_object('name', c.display_name, 'number', (
      select public.masked_phone(i.value) from public.customer_identities i
      where i.customer_id = c.id and i.kind = 'phone' and i.valid_to is null)),
    'session_id', (
      select s.id from public.chat_sessions s where s.customer_id = c.id order by s.last_message_at desc limit 1),
    'reason', p_hold.reason, 'review_on', p_hold.review_on,
    'review_due', p_hold.released_at is null and p_hold.review_on <= (now() at time zone 'Africa/Kampala')::date,
    'placed_at', p_hold.placed_at, 'placed_by', (select f.display_name from public.staff f where f.user_id = p_hold.placed_by),
    'released_at', p_hold.released_at,
    'released_by', (select f.display_name from public.staff f where f.user_id = p_hold.released_by),
    'release_note', p_hold.release_note)
  from public.customers c where c.id = p_hold.customer_id
$$;
comment on function public.legal_hold_row(public.legal_holds) is 'A hold as the console shows it. Granted to nobody.';
revoke all on function public.legal_hold_row(public.legal_holds) from public;

create function public.list_legal_holds(p_state text default 'standing', p_after jsonb default null, p_limit integer default 50)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_limit integer := least(greatest(p_limit, 1), 100);
  v_today date := (now() at time zone 'Africa/Kampala')::date;
  v_rows jsonb;
  v_count integer;
begin
  perform public.require_staff_role('privacy', 'admin');
  with page as (
    select h.* from public.legal_holds h
    where case p_state when 'standing' then h.released_at is null
                       when 'due' then h.released_at is null and h.review_on <= v_today
                       when 'released' then h.released_at is not null else true end
      and (p_after is null
           or (h.placed_at, h.id) < ((p_after ->> 'at')::timestamptz, (p_after ->> 'id')::uuid))
    order by h.placed_at desc, h.id desc limit v_limit + 1)
  select coalesce(jsonb_agg(public.legal_hold_row(p) order by p.placed_at desc, p.id desc), '[]'), count(*)
  into v_rows, v_count from page p;
  if v_count > v_limit then
    v_rows := v_rows - v_limit;
  end if;
  return jsonb_build_object(
    'rows', v_rows,
    'next', case when v_count > v_limit then
      jsonb_build_object('at', v_rows -> (v_limit - 1) -> 'placed_at', 'id', v_rows -> (v_limit - 1) -> 'id') end,
    'due', (select count(*) from public.legal_holds h where h.released_at is null and h.review_on <= v_today),
    'standing', (select count(*) from public.legal_holds h where h.released_at is null));
end
$$;
comment on function public.list_legal_holds(text, jsonb, integer) is
  'Holds, newest first: standing, due for review, released or all, with how many stand and how many are due.';

create function public.find_customers_to_hold(p_query text, p_limit integer default 10) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_query text := btrim(left(coalesce(p_query, ''), 140));
  v_digits text := regexp_replace(v_query, '[^0-9]', '', 'g');
  v_pattern text := replace(replace(replace(lower(v_query), '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
  perform public.require_staff_role('privacy');
  if length(v_query) < 2 then
    return '[]';
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', c.id, 'name', c.display_name,
      'number', (select public.masked_phone(i.value) from public.customer_identities i
                 where i.customer_id = c.id and i.kind = 'phone' and i.valid_to is null),
      'is_held', public.is_held(c.id),
      'last_message_at', (select max(s.last_message_at) from public.chat_sessions s where s.customer_id = c.id))
      order by c.display_name, c.id), '[]')
    from (
      select y.id, y.display_name from public.customers y
      where y.erased_at is null and (
        lower(y.display_name) like v_pattern
        or y.id in (
          select i.customer_id from public.customer_identities i
          where (length(v_digits) >= 4 and i.value like '+' || v_digits || '%')
             or (length(v_digits) >= 4 and v_digits like '0%' and i.value like '+256' || substr(v_digits, 2) || '%')
             or i.value = v_query)
        or y.id::text = lower(v_query))
      order by y.display_name, y.id limit least(greatest(p_limit, 1), 20)) c);
end
$$;
comment on function public.find_customers_to_hold(text, integer) is
  'Customers by the beginning of their name or number (0… counts as +256…), or by id, for the privacy team to choose from.';

create function public.customer_hold(p_customer_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform public.require_staff_role('support', 'privacy', 'admin');
  return (
    select jsonb_build_object('id', h.id, 'placed_at', h.placed_at, 'review_on', h.review_on)
    from public.legal_holds h where h.customer_id = p_customer_id and h.released_at is null
    order by h.placed_at limit 1);
end
$$;
comment on function public.customer_hold(uuid) is
  'Whether a hold stands, for all staff: since when and until which review, not why. Null when none does.';

revoke all on function public.place_legal_hold(uuid, text, date), public.release_legal_hold(uuid, text),
  public.postpone_hold_review(uuid, date), public.list_legal_holds(text, jsonb, integer),
  public.find_customers_to_hold(text, integer), public.customer_hold(uuid) from public;
grant execute on function public.place_legal_hold(uuid, text, date), public.release_legal_hold(uuid, text),
  public.postpone_hold_review(uuid, date), public.list_legal_holds(text, jsonb, integer),
  public.find_customers_to_hold(text, integer), public.customer_hold(uuid) to authenticated;
