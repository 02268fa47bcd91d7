-- The legal clock, in one place. Sources: GDPR Art. 12(3) (one month of receipt, two further months once)
-- and 12(6) (further information while identity is in doubt); Regulation (EEC, Euratom) 1182/71 Art. 3(2)(c)
-- (a period of months ends with the last hour of the day of the same date, or of the month's last day);
-- EDPB Guidelines 01/2022 part 5.3 (the same, with worked dates). Uganda's Data Protection and Privacy Act 2019 gives the
-- rights without a calendar month for all of them, so the European month, which Parcelo promises to everybody,
-- drives the date; days are Uganda's. Art. 3(4) of 1182/71 would move an end on a Saturday, Sunday or holiday
-- to the next working day: that grace is not taken, so that no list of holidays can make us late.

create function public.privacy_due_date(p_received_at timestamptz, p_paused_days integer, p_is_extended boolean)
returns date
language sql immutable set search_path = ''
as $$
  -- Three months counted from receipt, not two added to a shortened month: 31 January ends on 30 April.
  select ((p_received_at at time zone 'Africa/Kampala')::date
          + case when p_is_extended then interval '3 months' else interval '1 month' end)::date + p_paused_days
$$;
comment on function public.privacy_due_date(timestamptz, integer, boolean) is
  'The last day on which a request may be answered: the same date a month later (three when extended) or that month''s last day, and the days on which the clock stood still.';

create function public.privacy_due_at(p_received_at timestamptz, p_paused_days integer, p_is_extended boolean)
returns timestamptz
language sql immutable set search_path = ''
as $$
  select (public.privacy_due_date(p_received_at, p_paused_days, p_is_extended) + 1 - interval '1 second')
         at time zone 'Africa/Kampala'
$$;
comment on function public.privacy_due_at(timestamptz, integer, boolean) is
  'The last second of privacy_due_date in Uganda.';

create function public.privacy_days_between(p_from timestamptz, p_to timestamptz) returns integer
language sql immutable set search_path = ''
as $$
  select (p_to at time zone 'Africa/Kampala')::date - (p_from at time zone 'Africa/Kampala')::date
$$;
comment on function public.privacy_days_between(timestamptz, timestamptz) is
  'Midnights in Uganda between two moments. A pause within one day moves nothing: in doubt the clock is against us.';
revoke all on function public.privacy_due_date(timestamptz, integer, boolean) from public;
revoke all on function public.privacy_due_at(timestamptz, integer, boolean) from public;
revoke all on function public.privacy_days_between(timestamptz, timestamptz) from public;
grant execute on function public.privacy_due_date(timestamptz, integer, boolean) to service_role;
grant execute on function public.privacy_due_at(timestamptz, integer, boolean) to service_role;
grant execute on function public.privacy_days_between(timestamptz, timestamptz) to service_role;
