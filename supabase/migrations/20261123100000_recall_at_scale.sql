-- Recall by words for customers who wrote for years. Read as they are, the words that stand in every tenth
-- message cost nearly all of the time (8 s at 50,000 chunks, where a hosted statement ends) and tell least.

create function public.telling_terms(p_customer_id uuid, p_queries text[]) returns table (term text, exact boolean)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  v_many constant bigint := 2000;
  v_looked_at constant bigint := 400;
  v_count bigint;
begin
  select count(*) into v_count from public.message_embeddings e where e.customer_id = p_customer_id;
  if v_count <= v_many then
    return query select t.term, t.exact from public.recall_terms(p_queries) t;
    return;
  end if;
  return query
  with looked_at as materialized (
    -- Every so-manieth message, over all years: an odd step, since questions and answers alternate.
    select e.search from public.message_embeddings e
    where e.customer_id = p_customer_id and e.seq % ((v_count / v_looked_at) | 1) = 0
    limit v_looked_at * 2
  ), size as (
    select greatest(count(*), 1)::double precision as n from looked_at
  ), said as (
    select u.lexeme, count(*) as messages from looked_at l cross join lateral unnest(l.search) u
    where 'A' = any (u.weights) or 'B' = any (u.weights)
    group by u.lexeme
  ), shares as (
    select t.term, t.exact, coalesce(s.messages, 0) / z.n as share,
           row_number() over (order by coalesce(s.messages, 0), t.exact, length(t.term) desc, t.term) as place
    from public.recall_terms(p_queries) t cross join size z left join said s on s.lexeme = t.term
  )
  select s.term, s.exact from shares s where s.share <= 0.1 or s.place <= 3;
end
$$;
comment on function public.telling_terms(uuid, text[]) is
  'What a search looks for in one customer''s memory: all words of the questions up to 2,000 chunks; beyond that the words that stand in at most a tenth of a sample, and the three rarest in any case. Granted to nobody.';
revoke all on function public.telling_terms(uuid, text[]) from public;

create or replace function public.recall_by_words(
  p_session_id uuid, p_queries text[], p_upto_seq bigint, p_window_size integer, p_limit integer, p_settings jsonb default '{}')
returns table (message_id uuid, chunk_index integer, score double precision, coverage double precision)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off
as $$
declare
  v_scope record;
  v_any tsquery;
  v_terms text[];
  v_exact_terms boolean[];
  v_asks_when boolean := public.asks_when(p_queries);
  v_k1 double precision := coalesce((p_settings ->> 'k1')::double precision, 0.6);
  v_b double precision := coalesce((p_settings ->> 'b')::double precision, 0.35);
  v_exact double precision := coalesce((p_settings ->> 'exact')::double precision, 0.4);
  v_date double precision := coalesce((p_settings ->> 'date')::double precision, 0.5);
  v_author double precision := coalesce((p_settings ->> 'author')::double precision, 1.0);
  v_coverage double precision := coalesce((p_settings ->> 'coverage')::double precision, 0.5);
  v_time double precision := coalesce((p_settings ->> 'time')::double precision, 1.0);
  v_before double precision[] := array[0.5, 0.2];
  v_after double precision[] := array[0.25, 0.1];
begin
  select * into v_scope from public.recall_scope(p_session_id, p_upto_seq, p_window_size);
  select array_agg(t.term), array_agg(t.exact),
         string_agg('''' || replace(replace(t.term, '\', '\\'), '''', '''''') || '''', ' | ')::tsquery
  into v_terms, v_exact_terms, v_any from public.telling_terms(v_scope.customer_id, p_queries) t;
  if v_scope.customer_id is null or v_any is null then
    return;
  end if;
  return query
  with terms as materialized (
    select t.term, t.exact, t.id from unnest(v_terms, v_exact_terms) with ordinality t (term, exact, id)
  ), docs as materialized (
    select e.message_id, e.chunk_index, e.session_id, e.words, e.mentions_time,
           row_number() over (order by e.session_id, e.seq, e.chunk_index) as place,
           case when e.search @@ v_any then e.search end as search
    from public.message_embeddings e
    where e.customer_id = v_scope.customer_id and e.seq <= v_scope.upto_seq
      and not (e.session_id = p_session_id and e.seq >= v_scope.window_from)
  ), size as (
    select count(*)::double precision as n, greatest(avg(d.words), 1)::double precision as words from docs d
  ), lengths as (
    select d.place, (d.words
        + v_before[1] * coalesce(lag(d.words) over w, z.words) + v_before[2] * coalesce(lag(d.words, 2) over w, z.words)
        + v_after[1] * coalesce(lead(d.words) over w, z.words) + v_after[2] * coalesce(lead(d.words, 2) over w, z.words))
        / ((1 + v_before[1] + v_before[2] + v_after[1] + v_after[2]) * z.words) as length
    from docs d cross join size z
    window w as (partition by d.session_id order by d.place)
  ), postings as (
    select d.place, d.session_id, t.id,
           cardinality(array_positions(u.weights, case when t.exact then 'B' else 'A' end))::double precision as said,
           case when not t.exact and 'C' = any (u.weights) then v_date else 0 end
             + case when not t.exact and 'D' = any (u.weights) then v_author else 0 end as about
    from docs d cross join lateral unnest(d.search) u join terms t on t.term = u.lexeme
  ), spread as (
    select p.place, p.id, p.said + p.about as weight from postings p
    union all
    select n.place, p.id, p.said * o.share
    from postings p
    cross join (values (1, v_before[1]), (2, v_before[2]), (-1, v_after[1]), (-2, v_after[2])) o (step, share)
    join docs n on n.place = p.place + o.step and n.session_id = p.session_id
    where p.said > 0
  ), frequencies as (
    select s.place, s.id, sum(s.weight) as tf from spread s where s.weight > 0 group by s.place, s.id
  ), rarity as (
    select t.id, (case when t.exact then v_exact else 1 end)
             * ln(1 + (z.n - count(f.place) + 0.5) / (count(f.place) + 0.5)) as idf
    from size z cross join terms t left join frequencies f on f.id = t.id
    group by t.id, t.exact, z.n
  ), scored as (
    select f.place, sum(r.idf * f.tf * (v_k1 + 1) / (f.tf + v_k1 * (1 - v_b + v_b * l.length))) as score,
           sum(r.idf * least(1, f.tf)) / (select sum(a.idf) from rarity a) as coverage
    from frequencies f join rarity r on r.id = f.id join lengths l on l.place = f.place
    group by f.place
  )
  select d.message_id, d.chunk_index,
         s.score * (1 + v_coverage * s.coverage)
           + case when d.mentions_time and v_asks_when then v_time else 0 end as total,
         s.coverage
  from scored s join docs d on d.place = s.place
  order by total desc, (d.session_id = p_session_id) desc, d.place desc
  limit p_limit;
end
$$;

-- One customer's share of the table falls with every other customer; read through the index from the first day.
alter function public.recall_messages(uuid, text[], jsonb, bigint, integer, integer, jsonb) set enable_seqscan = off;
