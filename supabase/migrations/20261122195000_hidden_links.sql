-- A sign-in or payment link is for the customer alone. The text that leaves carries it; what agent,
-- transcript, summary, search and recall read does not.

create index tool_calls_with_links_idx on public.tool_calls (session_id) where result ? 'links';

create function public.hide_links_of_tools() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_link record;
begin
  for v_link in
    select l.key as name, l.value as url
    from public.tool_calls c cross join lateral jsonb_each_text(c.result -> 'links') l
    where c.session_id = new.session_id and c.result ? 'links'
  loop
    new.rendered_text := replace(new.rendered_text, v_link.url, '[' || v_link.name || ' link]');
  end loop;
  return new;
end
$$;
comment on function public.hide_links_of_tools() is
  'Replaces links that tools gave this conversation by their names in rendered_text; text keeps them, for sending.';

create trigger hide_links_of_tools before insert on public.chat_messages
  for each row when (new.direction = 'outbound' and new.author = 'bot' and new.turn_id is not null)
  execute function public.hide_links_of_tools();
