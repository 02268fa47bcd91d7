-- What was recalled for a reply, and what became of it: staff see why the bot knew.

create table public.recall_hits (
  turn_id uuid not null references public.agent_turns (id) on delete cascade,
  message_id uuid not null references public.chat_messages (id) on delete cascade,
  chunk_index integer not null,
  chunk_count integer not null,
  similarity double precision,
  lexical double precision,
  score double precision not null,
  rank integer not null check (rank > 0),
  injected boolean not null,
  cut_reason text,
  created_at timestamptz not null default clock_timestamp(),
  primary key (turn_id, message_id),
  check (injected = (cut_reason is null))
);
comment on table public.recall_hits is
  'Messages recalled for one turn, by rank: whether each went into the prompt, or what cut it.';
create index recall_hits_by_message_idx on public.recall_hits (message_id);
create index recall_hits_by_time_idx on public.recall_hits (created_at);

alter table public.recall_hits enable row level security;
create policy "active staff read recall hits" on public.recall_hits for select to authenticated
  using ((select public.current_staff_role()) is not null);
grant select on public.recall_hits to authenticated, service_role;

create function public.save_recall_hits(p_turn_id uuid, p_hits jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  v_count integer;
begin
  delete from public.recall_hits h where h.turn_id = p_turn_id;
  insert into public.recall_hits
    (turn_id, message_id, chunk_index, chunk_count, similarity, lexical, score, rank, injected, cut_reason)
  select p_turn_id, m.id, h.chunk_index, h.chunk_count, h.similarity, h.lexical, h.score, h.rank, h.cut_reason is null,
         h.cut_reason
  from jsonb_to_recordset(p_hits) h (message_id uuid, chunk_index integer, chunk_count integer,
    similarity double precision, lexical double precision, score double precision, rank integer, cut_reason text)
  -- A message erased meanwhile is not recorded again, nor one of another customer ever.
  join public.chat_messages m on m.id = h.message_id
  join public.agent_turns t on t.id = p_turn_id and t.customer_id = m.customer_id;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function public.save_recall_hits(uuid, jsonb) is
  'Records what was recalled for a turn; a turn that is generated again replaces its record. Without cut_reason a hit went into the prompt.';
revoke all on function public.save_recall_hits(uuid, jsonb) from public;
grant execute on function public.save_recall_hits(uuid, jsonb) to service_role;
