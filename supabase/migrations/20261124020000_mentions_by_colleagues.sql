-- What colleagues and the bot wrote about the erased person into somebody else's record is ours, and goes. What
-- other people wrote themselves is theirs: it stays, and the check counts it apart.

create function public.erased_names(p_run_id uuid, p_with_names boolean, out pattern text, out needles text[])
language sql stable security definer set search_path = ''
as $$
  -- The longest form first: a number with its + before the digits alone.
  select string_agg(regexp_replace(g.value, '([^\w\s])', '\\\1', 'g'), '|' order by length(g.value) desc),
         array_agg('%' || replace(replace(lower(g.value), '%', '\%'), '_', '\_') || '%')
  from public.erasure_targets g
  where g.run_id = p_run_id
    and (g.kind in ('phone', 'wa_user_id', 'form') or p_with_names and g.kind = 'name' and g.value ~ '\S\s+\S')
$$;
comment on function public.erased_names(uuid, boolean) is
  'What an erased person is called by, as a pattern to replace and as needles to find: numbers, ids, and the full name where wanted. Granted to nobody.';
revoke all on function public.erased_names(uuid, boolean) from public;

create or replace function public.hand_over_shared_tickets(p_customer_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_names record;
begin
  -- In a thread of this person, their name means them and nobody of the same name.
  select x.* into v_names from public.erasure_runs r, public.erased_names(r.id, true) x
  where r.customer_id = p_customer_id and r.state = 'running';
  update public.ticket_messages m set body = regexp_replace(m.body, v_names.pattern, '[erased]', 'gi')
  from public.support_tickets s
  where s.customer_id = p_customer_id and m.ticket_id = s.id and m.customer_id <> p_customer_id
    and m.author <> 'customer' and lower(m.body) like any (v_names.needles);
  update public.support_tickets t
  set customer_id = o.customer_id, subject = '[erased]', summary = '[erased]', session_id = null, turn_id = null,
      updated_at = clock_timestamp()
  from (select distinct on (m.ticket_id) m.ticket_id, m.customer_id
        from public.ticket_messages m join public.support_tickets s on s.id = m.ticket_id
        where s.customer_id = p_customer_id and m.customer_id <> p_customer_id
        order by m.ticket_id, m.created_at) o
  where t.id = o.ticket_id;
end
$$;
comment on function public.hand_over_shared_tickets(uuid) is
  'A ticket in which somebody else wrote too becomes theirs, without a word of the erased person, and without their name in what colleagues answered: the other loses nothing.';

create or replace function public.erase_mentions(p_run_id uuid, p_blocks integer default 16) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
  v_step public.erasure_steps;
  v_table record;
  v_column record;
  v_names record;
  v_sure record;
  v_place integer;
  v_block bigint;
  v_size bigint;
  v_count integer;
  v_total integer := 0;
  v_until timestamptz := clock_timestamp() + interval '2 seconds';
begin
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id for update;
  select s.* into v_step from public.erasure_steps s where s.run_id = p_run_id and s.store = 'mentions';
  if v_run.state is distinct from 'running' or v_step.store is null then
    return jsonb_build_object('count', 0, 'more', false);
  end if;
  v_place := coalesce((v_step.cursor ->> 'place')::integer, 1);
  v_block := coalesce((v_step.cursor ->> 'block')::bigint, 0);
  select x.* into v_names from public.erased_names(p_run_id, true) x;
  -- In other people's records a name may be another's; a number and an id are not.
  select x.* into v_sure from public.erased_names(p_run_id, false) x;
  if v_names.pattern is null then
    return jsonb_build_object('count', 0, 'more', false);
  end if;
  -- The consent ledger refuses every change but this one.
  perform set_config('parcelo.erasing', v_run.customer_id::text, true);
  for v_table in
    -- What hangs on a message, a turn or a ticket went with it; this is what is written beside them.
    select x.place, x.table_name, x.owner = 'false' or c.ours is not null as is_read_through, c.ours is not null as is_by_colleagues,
           case when c.ours is not null then c.ours
             when x.owner = 'false' then 'true' when x.owner = 't.id <> $1' then 't.id = $1' else 't.customer_id = $1' end as ours
    from public.scanned_tables() x
    left join (values ('session_notes', 'true'), ('support_tickets', 'true'), ('ticket_messages', 't.author <> ''customer''')) c (name, ours)
      on c.name = x.table_name
    where x.place >= v_place and x.schema_name = 'public' and (c.ours is not null or x.owner in ('false', 't.id <> $1', 't.customer_id <> $1'))
      and x.table_name not in ('suppressions', 'erasure_certificates')
    order by x.place
  loop
    if v_table.place > v_place then
      v_place := v_table.place;
      v_block := 0;
    end if;
    -- Rows of a customer are few and found by an index; the others are read block by block.
    v_size := case when v_table.is_read_through
      then pg_relation_size(format('public.%I', v_table.table_name)::regclass) / 8192 else 1 end;
    while v_block < v_size and clock_timestamp() < v_until loop
      for v_column in
        select a.attname, format_type(a.atttypid, a.atttypmod) as type_name
        from pg_catalog.pg_attribute a
        join pg_catalog.pg_type t on t.oid = a.atttypid
        where a.attrelid = format('public.%I', v_table.table_name)::regclass and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '' and t.typname in ('text', 'varchar', 'json', 'jsonb', '_text')
        order by 1
      loop
        begin
          execute format(
            'update public.%1$I t set %2$I = regexp_replace(t.%2$I::text, $2, ''[erased]'', ''gi'')::%3$s
             where lower(t.%2$I::text) like any ($3) and %4$s and %5$s',
            v_table.table_name, v_column.attname, v_column.type_name, v_table.ours,
            case when v_table.is_read_through then 't.ctid >= $4::tid and t.ctid < $5::tid' else '$4 is not null and $5 is not null' end)
          using v_run.customer_id,
            case when v_table.is_by_colleagues then v_sure.pattern else v_names.pattern end,
            case when v_table.is_by_colleagues then v_sure.needles else v_names.needles end,
            format('(%s,0)', v_block), format('(%s,0)', v_block + least(greatest(p_blocks, 1), 64));
          get diagnostics v_count = row_count;
          v_total := v_total + v_count;
        exception when integrity_constraint_violation or data_exception then
          null; -- A column that cannot be changed so (a fixed set of words): the check names it to a person.
        end;
      end loop;
      v_block := v_block + case when v_table.is_read_through then least(greatest(p_blocks, 1), 64) else 1 end;
    end loop;
    exit when v_block < v_size;
    v_place := v_table.place + 1;
    v_block := 0;
    exit when clock_timestamp() >= v_until;
  end loop;
  update public.erasure_runs r set updated_at = clock_timestamp() where r.id = p_run_id;
  update public.erasure_steps s set count = s.count + v_total, cursor = jsonb_build_object('place', v_place, 'block', v_block)
  where s.run_id = p_run_id and s.store = 'mentions';
  return jsonb_build_object('count', v_total, 'more', exists (
    select 1 from public.scanned_tables() x where x.place >= v_place and x.schema_name = 'public'));
end
$$;
comment on function public.erase_mentions(uuid, integer) is
  'A few seconds of this, from where it was; more: call again. Replaces the number, the ids and the full name where staff or the system wrote them beside the conversation: saved replies, articles, audit details, job rows; and number and ids in what colleagues and the bot wrote into notes and tickets of others. What other customers wrote is theirs and stays.';

create or replace function public.identities_to_compare(p_after uuid, p_limit integer default 1000) returns jsonb
language sql stable security definer set search_path = ''
as $$
  -- Also of records marked as erased: a restore of some tables only brings identities back beside the mark.
  select coalesce(jsonb_agg(to_jsonb(x) order by x.id), '[]') from (
    select i.id, i.customer_id, i.kind, i.value, i.valid_from, c.created_at
    from public.customer_identities i join public.customers c on c.id = i.customer_id
    where p_after is null or i.id > p_after
    order by i.id limit least(p_limit, 1000)) x
$$;
