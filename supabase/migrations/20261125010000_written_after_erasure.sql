-- WhatsApp gives the time of a message in whole seconds, cut off. What somebody writes in the second of
-- their erasure therefore looks older than it, and was taken for late and lost. It begins a new record:
-- of what may have been on its way in that second nothing was kept, and losing words is worse.

create or replace function public.is_erased_item(p_item jsonb) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_erased_at timestamptz;
begin
  if p_item -> 'erasure' is null then
    return false;
  end if;
  -- A receipt for a message that was erased, whenever it was read; or the message itself once more.
  if exists (select 1 from jsonb_array_elements_text(p_item #> '{erasure,wamids}') w
             join public.suppressions s on s.hash = w and s.kind = 'wamid') then
    return true;
  end if;
  select max(s.erased_at) into v_erased_at
  from jsonb_array_elements_text(p_item #> '{erasure,identities}') i
  join public.suppressions s on s.hash = i and s.kind <> 'wamid';
  if v_erased_at is null then
    return false;
  end if;
  if (p_item ->> 'occurred_at')::timestamptz < date_trunc('second', v_erased_at) then
    return true;
  end if;
  -- Only words of the person begin a new record. Receipts, echoes and settings about somebody whom no
  -- record names any more would bring their number back for nothing.
  return p_item ->> 'event_type' <> 'message' and not exists (
    select 1 from public.customer_identities i
    where i.value = any (public.intake_lock_keys(p_item)) and i.valid_to is null);
end
$$;
