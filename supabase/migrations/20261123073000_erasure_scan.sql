-- The check: walks the catalogue, so that no table and no column can be forgotten, and reads every
-- text, JSON, bytes and search column block by block.

create function public.scanned_tables() returns table (place integer, schema_name text, table_name text, is_scanned_only boolean, reading text, owner text)
language sql stable security definer set search_path = ''
as $$
  with columns as (
    select n.nspname, c.oid, c.relname,
           string_agg(case
             when b.typname = 'bytea' then format('encode(t.%I, ''escape'')', a.attname)
             else format('t.%I::text', a.attname) end, ', ' order by a.attnum) as reading
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_catalog.pg_type d on d.oid = a.atttypid
    join pg_catalog.pg_type b on b.oid = case when d.typtype = 'd' then d.typbasetype else d.oid end
    left join pg_catalog.pg_type e on e.oid = b.typelem and b.typcategory = 'A'
    where c.relkind in ('r', 'm')
      and (n.nspname = 'public' or (n.nspname = 'storage' and c.relname = 'objects') or (n.nspname = 'auth' and c.relname = 'users'))
      and (b.typcategory = 'S' or b.typname in ('json', 'jsonb', 'tsvector', 'bytea', 'xml')
           or e.typcategory = 'S' or e.typname in ('json', 'jsonb', 'bytea'))
      and c.relname <> 'erasure_targets'
    group by n.nspname, c.oid, c.relname
  ), links as (
    select k.conrelid, string_agg(format('t.%I is not null', a.attname), ' or ') as owned
    from pg_catalog.pg_constraint k
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and cardinality(k.conkey) = 1
      and k.confrelid in ('public.chat_messages'::regclass, 'public.chat_sessions'::regclass, 'public.agent_turns'::regclass,
                          'public.support_tickets'::regclass)
    group by k.conrelid
  )
  select row_number() over (order by c.nspname, c.relname)::integer, c.nspname::text, c.relname::text,
         c.nspname <> 'public', c.reading,
         case
           when c.nspname = 'public' and c.relname = 'customers' then 't.id <> $1'
           -- A colleague may bear the same name: their account is theirs.
           when c.nspname = 'public' and c.relname = 'staff' then 'true'
           when exists (select 1 from pg_catalog.pg_attribute a
                        where a.attrelid = c.oid and a.attname = 'customer_id' and not a.attisdropped)
             then 't.customer_id <> $1'
           -- The person's own messages, sessions, turns and tickets are gone by now: what still hangs on one is another's.
           else coalesce(l.owned, 'false') end
  from columns c left join links l on l.conrelid = c.oid
$$;
comment on function public.scanned_tables() is
  'Every table with a column that can hold words, how its words are read, and when a row is another customer''s. From the catalogue: a new table is in it by itself.';
revoke all on function public.scanned_tables() from public;

create function public.scan_blocks(p_run public.erasure_runs, p_table record, p_from bigint, p_upto bigint) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_hits jsonb;
begin
  execute format(
    'select coalesce(jsonb_agg(x), ''[]'') from (
       select h.kind, h.is_others, count(*) as count from (
         select public.names_erased($2, r.said) as kind, r.is_others
         from (select concat_ws(e''\n'', %1$s) as said, coalesce(%2$s, false) as is_others, %3$s as is_new
               from %4$I.%5$I t where t.ctid >= $3::tid and t.ctid < $4::tid) r
         where not r.is_new
           and (r.said like any ($7)
                or not r.is_others and (strpos(r.said, ''wamid.'') > 0 or lower(r.said) like any ($8)))) h
       where h.kind is not null and not (h.is_others and h.kind = ''name'')
       group by 1, 2) x',
    p_table.reading, p_table.owner,
    -- The person may have written again since: their new record, and what arrives about it, is theirs to have.
    case
      when p_table.table_name = 'wa_events'
        then 'coalesce(t.customer_id = any ($5), t.customer_id is null and t.occurred_at > $6 and cardinality($5) > 0)'
      when p_table.owner = 't.customer_id <> $1' then 'coalesce(t.customer_id = any ($5), false)'
      when p_table.owner = 't.id <> $1' then 't.id = any ($5)'
      else 'false' end,
    p_table.schema_name, p_table.table_name)
  into v_hits
  using p_run.customer_id, p_run.id, format('(%s,0)', p_from), format('(%s,0)', p_upto),
    array(select i.customer_id from public.customer_identities i
          join public.erasure_targets g on g.run_id = p_run.id and g.kind = i.kind and g.value = i.value
          where i.valid_to is null),
    p_run.fenced_at,
    array(select '%' || replace(replace(g.value, '%', '\%'), '_', '\_') || '%' from public.erasure_targets g
          where g.run_id = p_run.id and g.kind in ('phone', 'wa_user_id', 'form')),
    array(select '%' || replace(replace(lower(g.value), '%', '\%'), '_', '\_') || '%' from public.erasure_targets g
          where g.run_id = p_run.id and g.kind = 'name' and g.value ~ '\S\s+\S');
  return v_hits;
end
$$;
comment on function public.scan_blocks(public.erasure_runs, record, bigint, bigint) is
  'Who is named in a range of blocks of one table: counts by what names them, apart for rows that belong to other customers.';
revoke all on function public.scan_blocks(public.erasure_runs, record, bigint, bigint) from public;

create function public.scan_for_erased(p_run_id uuid, p_blocks integer default 500) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
  v_step public.erasure_steps;
  v_table record;
  v_place integer;
  v_block bigint;
  v_size bigint;
  v_part bigint;
  v_left bigint := least(greatest(p_blocks, 1), 5000);
  -- A block of prompts stands for megabytes beside it: the clock ends a call, well inside a hosted database's 8 s.
  v_until timestamptz := clock_timestamp() + interval '2 seconds';
  v_tables integer := 0;
  v_hits jsonb;
  v_findings jsonb;
  v_elsewhere jsonb;
begin
  select r.* into v_run from public.erasure_runs r where r.id = p_run_id for update;
  select s.* into v_step from public.erasure_steps s where s.run_id = p_run_id and s.store = 'check';
  if v_run.state is distinct from 'running' or v_step.store is null then
    return jsonb_build_object('kind', 'over');
  end if;
  v_place := coalesce((v_step.cursor ->> 'place')::integer, 1);
  v_block := coalesce((v_step.cursor ->> 'block')::bigint, 0);
  v_findings := case when v_step.cursor = '{}' then '[]' else v_run.findings end;
  v_elsewhere := case when v_step.cursor = '{}' then '[]' else v_run.elsewhere end;
  for v_table in select x.* from public.scanned_tables() x where x.place >= v_place order by x.place
  loop
    v_place := v_table.place;
    v_size := pg_relation_size(format('%I.%I', v_table.schema_name, v_table.table_name)::regclass) / 8192;
    while v_block < v_size and v_left > 0 and clock_timestamp() < v_until loop
      v_part := least(v_left, v_size - v_block, 16);
      v_hits := public.scan_blocks(v_run, v_table, v_block, v_block + v_part);
      -- A colleague's account is theirs, also when the same person shops with us.
      v_findings := v_findings || (
        select coalesce(jsonb_agg(jsonb_build_object('table', v_table.table_name, 'by', h ->> 'kind', 'count', (h ->> 'count')::bigint)), '[]')
        from jsonb_array_elements(v_hits) h where not (h ->> 'is_others')::boolean and v_table.schema_name <> 'auth');
      v_elsewhere := v_elsewhere || (
        select coalesce(jsonb_agg(jsonb_build_object('table', v_table.table_name, 'by', h ->> 'kind', 'count', (h ->> 'count')::bigint)), '[]')
        from jsonb_array_elements(v_hits) h where (h ->> 'is_others')::boolean or v_table.schema_name = 'auth');
      v_left := v_left - v_part;
      v_block := v_block + v_part;
    end loop;
    exit when v_block < v_size;
    v_block := 0;
    v_place := v_place + 1;
    v_tables := v_tables + 1;
    exit when v_left <= 0 or clock_timestamp() >= v_until;
  end loop;
  update public.erasure_runs r set findings = v_findings, elsewhere = v_elsewhere, updated_at = clock_timestamp()
  where r.id = p_run_id;
  update public.erasure_steps s
  set cursor = jsonb_build_object('place', v_place, 'block', v_block),
      count = case when v_step.cursor = '{}' then 0 else s.count end + v_tables
  where s.run_id = p_run_id and s.store = 'check';
  return jsonb_build_object('kind', 'scanned',
    'more', exists (select 1 from public.scanned_tables() x where x.place >= v_place),
    'findings', jsonb_array_length(v_findings));
end
$$;
comment on function public.scan_for_erased(uuid, integer) is
  'Goes on with the check by so many blocks, or for two seconds: every table of the catalogue, its dead corners included. more: call again. Findings stay on the run; mentions in other customers'' records are listed apart, they are theirs.';
revoke all on function public.scan_for_erased(uuid, integer) from public;
grant execute on function public.scan_for_erased(uuid, integer) to service_role;

create function public.erase_mentions(p_run_id uuid, p_blocks integer default 16) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_run public.erasure_runs;
  v_step public.erasure_steps;
  v_table record;
  v_column record;
  v_pattern text;
  v_needles text[];
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
  -- The longest form first: a number with its + before the digits alone.
  select string_agg(regexp_replace(g.value, '([^\w\s])', '\\\1', 'g'), '|' order by length(g.value) desc),
         array_agg('%' || replace(replace(lower(g.value), '%', '\%'), '_', '\_') || '%')
  into v_pattern, v_needles
  from public.erasure_targets g
  where g.run_id = p_run_id and (g.kind in ('phone', 'wa_user_id', 'form') or g.kind = 'name' and g.value ~ '\S\s+\S');
  if v_pattern is null then
    return jsonb_build_object('count', 0, 'more', false);
  end if;
  -- The consent ledger refuses every change but this one.
  perform set_config('parcelo.erasing', v_run.customer_id::text, true);
  for v_table in
    -- What hangs on a message, a turn or a ticket went with it; this is what is written beside them.
    select x.place, x.table_name, x.owner = 'false' as is_everybodys,
           case x.owner when 'false' then 'true' when 't.id <> $1' then 't.id = $1' else 't.customer_id = $1' end as ours
    from public.scanned_tables() x
    where x.place >= v_place and x.schema_name = 'public' and x.owner in ('false', 't.id <> $1', 't.customer_id <> $1')
      and x.table_name not in ('suppressions', 'erasure_certificates')
    order by x.place
  loop
    if v_table.place > v_place then
      v_place := v_table.place;
      v_block := 0;
    end if;
    -- Rows of a customer are few and found by an index; what belongs to nobody is read block by block.
    v_size := case when v_table.is_everybodys
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
            case when v_table.is_everybodys then 't.ctid >= $4::tid and t.ctid < $5::tid' else '$4 is not null and $5 is not null' end)
          using v_run.customer_id, v_pattern, v_needles, format('(%s,0)', v_block),
            format('(%s,0)', v_block + least(greatest(p_blocks, 1), 64));
          get diagnostics v_count = row_count;
          v_total := v_total + v_count;
        exception when integrity_constraint_violation or data_exception then
          null; -- A column that cannot be changed so (a fixed set of words): the check names it to a person.
        end;
      end loop;
      v_block := v_block + case when v_table.is_everybodys then least(greatest(p_blocks, 1), 64) else 1 end;
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
    select 1 from public.scanned_tables() x
    where x.place >= v_place and x.schema_name = 'public' and x.owner in ('false', 't.id <> $1', 't.customer_id <> $1')
      and x.table_name not in ('suppressions', 'erasure_certificates')));
end
$$;
comment on function public.erase_mentions(uuid, integer) is
  'A few seconds of this, from where it was; more: call again. Replaces the number, the ids and the full name where staff or the system wrote them beside the conversation: saved replies, articles, audit details, job rows. Rows of other customers are theirs and stay.';
revoke all on function public.erase_mentions(uuid, integer) from public;
grant execute on function public.erase_mentions(uuid, integer) to service_role;
