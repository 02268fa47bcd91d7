-- The words of a question, and what a search may see. In plpgsql although each is one query: its plan is
-- kept for the connection, while a function in sql is planned at every call.

create function public.recall_terms(p_queries text[]) returns table (term text, exact boolean)
language plpgsql stable set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with stems as (
    select distinct u.lexeme from unnest(p_queries) q, unnest(to_tsvector('english', left(q, 4000))) u
  ), words as (
    select distinct u.lexeme from unnest(p_queries) q, unnest(to_tsvector('simple', left(q, 4000))) u
    -- What English leaves out says nothing about a message; its stems are there already.
    where u.lexeme not in (select s.lexeme from stems s)
      and to_tsvector('english', u.lexeme) <> ''::tsvector
  )
  select x.lexeme, x.exact
  from (select s.lexeme, false as exact from stems s union all select w.lexeme, true from words w) x
  order by x.exact, length(x.lexeme) desc
  limit 80;
end
$$;
comment on function public.recall_terms(text[]) is
  'What a search looks for: English stems, and beside them the words as written (exact), which count for less in English and for all in other languages. A very long question is cut to its 80 longest.';
grant execute on function public.recall_terms(text[]) to service_role;

create function public.recall_scope(p_session_id uuid, p_upto_seq bigint, p_window_size integer)
returns table (customer_id uuid, upto_seq bigint, window_from bigint)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select s.customer_id, coalesce(p_upto_seq, 9223372036854775807),
         coalesce((
           select min(w.seq) from (
             select m.seq from public.chat_messages m
             where m.session_id = s.id and m.seq <= coalesce(p_upto_seq, 9223372036854775807)
               and m.direction <> 'system' and m.deleted_at is null and m.message_type not in ('edit', 'revoke')
               and (m.direction = 'inbound' or m.state not in ('suppressed', 'failed'))
             order by m.seq desc limit greatest(p_window_size, 1)) w), 9223372036854775807)
  from public.chat_sessions s where s.id = p_session_id;
end
$$;
comment on function public.recall_scope(uuid, bigint, integer) is
  'Whose messages a search may see, up to which one, and from which one on the conversation''s own are in the window already (P14). Without p_upto_seq: everything until now.';
grant execute on function public.recall_scope(uuid, bigint, integer) to service_role;

create function public.asks_when(p_queries text[]) returns boolean
language sql immutable set search_path = ''
as $$
  select array_to_string(p_queries, ' ') ~* '\y(when|how long|what (year|month|day|date|time)|lini|saa ngapi|siku gani|ddi)\y'
$$;
comment on function public.asks_when(text[]) is 'Whether a question asks for a time, in English, Swahili or Luganda.';
grant execute on function public.asks_when(text[]) to service_role;
