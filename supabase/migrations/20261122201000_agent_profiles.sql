-- Who the agent is, as an admin words it: persona, tone, guidance per route, lasting facts. Versions are
-- never rewritten once published; exactly one is published.

create table public.agent_profiles (
  id uuid primary key default gen_random_uuid(),
  version integer not null unique,
  state text not null default 'draft' check (state in ('draft', 'published', 'retired')),
  persona text not null check (length(btrim(persona)) between 1 and 4000),
  tone text not null default '' check (length(tone) <= 2000),
  guidance jsonb not null default '{}' check (jsonb_typeof(guidance) = 'object'),
  facts text not null default '' check (length(facts) <= 6000),
  is_sample boolean not null default false,
  revision integer not null default 1,
  based_on integer,
  note text not null default '' check (length(note) <= 500),
  created_by uuid references public.staff (user_id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  published_by uuid references public.staff (user_id) on delete set null,
  published_at timestamptz,
  retired_at timestamptz
);
comment on table public.agent_profiles is
  'Versions of the agent''s persona, tone, guidance per route and facts. A draft becomes published, which retires the one before; rolling back publishes a copy of an older one.';
comment on column public.agent_profiles.revision is 'Raised by each save of a draft, so that two people do not overwrite each other unseen.';
comment on column public.agent_profiles.note is 'Why it was published or rolled back, in the words of who did it.';
create unique index agent_profiles_one_published_key on public.agent_profiles (state) where state = 'published';
create unique index agent_profiles_one_draft_key on public.agent_profiles (state) where state = 'draft';
create index agent_profiles_newest_first_idx on public.agent_profiles (version desc);

alter table public.agent_profiles enable row level security;
create policy "support and admins read agent profiles" on public.agent_profiles for select to authenticated
  using ((select public.current_staff_role()) in ('support', 'admin'));
grant select on public.agent_profiles to authenticated, service_role;

-- What a new installation starts with: how to behave, and no figure of any business.
insert into public.agent_profiles (version, state, persona, tone, guidance, published_at, note) values (1, 'published',
  'You are Parcelo''s customer assistant on WhatsApp. Parcelo shops abroad for people in Uganda and forwards their parcels to them.',
  'Warm, plain and short: a few sentences, no headings, no Markdown. Use the customer''s name when you know it, and their language.',
  jsonb_build_object(
    'quotation', 'Collect what a quote needs: link or photo, size and colour, quantity, country, and where it should go. Give a price only from a tool or an article.',
    'wishlist', 'Say what you added, moved or removed, and what is in the list now. Confirm before anything is bought.',
    'payments', 'Say what is to be paid, for what, and how. Never ask for a PIN or a card number. A payment is done only when a tool says so.',
    'orders', 'Find the order first. Say its state in plain words, and what happens next. Open a ticket for what you cannot settle.',
    'escalation', 'Do not argue. Say that you are sorry, that a colleague takes over, and that they have read the conversation.',
    'shipping', 'Say where the parcel is, since when, and what comes next. Never guess an arrival date.',
    'subscription', 'Look up plans and payment methods before you name one. Confirm plan and price before anything changes.',
    'web_access', 'Send the link to the website only to who asks for it, and say how long it works.',
    'general', 'Answer from the articles. When none answers, say that you will ask, and open a ticket. Thank people for feedback and note it.',
    'unsafe', 'Decline in one friendly sentence and say what you can help with.'),
  clock_timestamp(), 'First version');

create function public.profile_json(p_profile public.agent_profiles) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'version', p_profile.version, 'state', p_profile.state, 'persona', p_profile.persona, 'tone', p_profile.tone,
    'guidance', p_profile.guidance, 'facts', p_profile.facts, 'is_sample', p_profile.is_sample,
    'revision', p_profile.revision, 'based_on', p_profile.based_on, 'note', p_profile.note,
    'created_by', (select s.display_name from public.staff s where s.user_id = p_profile.created_by),
    'updated_at', p_profile.updated_at,
    'published_by', (select s.display_name from public.staff s where s.user_id = p_profile.published_by),
    'published_at', p_profile.published_at)
$$;
comment on function public.profile_json(public.agent_profiles) is 'One version of the profile with the names of who made and published it.';
grant execute on function public.profile_json(public.agent_profiles) to authenticated, service_role;

create function public.agent_profile(p_version integer default null) returns jsonb
language sql stable set search_path = ''
as $$
  select public.profile_json(p) from public.agent_profiles p
  where case when p_version is null then p.state = 'published' else p.version = p_version end
$$;
comment on function public.agent_profile(integer) is 'The published profile, or a version by its number (a draft too, to be tried); null when there is none.';
grant execute on function public.agent_profile(integer) to authenticated, service_role;

create function public.list_profiles(p_before integer default null, p_limit integer default 30) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  perform public.require_staff_role('support', 'admin');
  return jsonb_build_object(
    'draft', (select public.profile_json(p) from public.agent_profiles p where p.state = 'draft'),
    'published', public.agent_profile(),
    'versions', (
      select coalesce(jsonb_agg(public.profile_json(x) order by x.version desc), '[]') from (
        select p.* from public.agent_profiles p
        where p.version < coalesce(p_before, 2147483647) and p.state <> 'draft'
        order by p.version desc limit least(greatest(p_limit, 1), 100)) x));
end
$$;
comment on function public.list_profiles(integer, integer) is 'The draft, the published profile, and a page of versions that were or are published, newest first.';
grant execute on function public.list_profiles(integer, integer) to authenticated;

create function public.save_profile_draft(p_profile jsonb, p_revision integer default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_draft public.agent_profiles;
begin
  perform pg_catalog.pg_advisory_xact_lock(hashtext('agent_profiles'));
  if exists (select 1 from jsonb_each(coalesce(p_profile -> 'guidance', '{}')) g
             where g.key not in ('quotation', 'wishlist', 'payments', 'orders', 'escalation', 'shipping', 'subscription',
                                 'web_access', 'general', 'unsafe')
                or jsonb_typeof(g.value) <> 'string' or length(g.value #>> '{}') > 3000)
     or length(btrim(coalesce(p_profile ->> 'persona', ''))) not between 1 and 4000
     or length(coalesce(p_profile ->> 'tone', '')) > 2000 or length(coalesce(p_profile ->> 'facts', '')) > 6000 then
    raise exception 'invalid_profile' using errcode = '22023';
  end if;
  select p.* into v_draft from public.agent_profiles p where p.state = 'draft' for update;
  if v_draft.revision is distinct from p_revision then
    raise exception 'changed_meanwhile' using errcode = 'PT409';
  end if;
  if v_draft.id is null then
    insert into public.agent_profiles (version, persona, based_on, created_by)
    values (1 + coalesce((select max(p.version) from public.agent_profiles p), 0), btrim(p_profile ->> 'persona'),
            (select p.version from public.agent_profiles p where p.state = 'published'), v_me)
    returning * into v_draft;
    perform public.audit('profile_drafted', 'agent_profile', v_draft.id, jsonb_build_object('version', v_draft.version));
  end if;
  update public.agent_profiles p
  set persona = btrim(p_profile ->> 'persona'), tone = btrim(coalesce(p_profile ->> 'tone', '')),
      guidance = coalesce(p_profile -> 'guidance', '{}'), facts = btrim(coalesce(p_profile ->> 'facts', '')),
      revision = case when p_revision is null then 1 else p.revision + 1 end, updated_at = clock_timestamp()
  where p.id = v_draft.id returning p.* into v_draft;
  return public.profile_json(v_draft);
end
$$;
comment on function public.save_profile_draft(jsonb, integer) is
  'Makes or changes the one draft. p_revision: the revision that the caller saw, null for none; 409 changed_meanwhile when somebody saved since.';
grant execute on function public.save_profile_draft(jsonb, integer) to authenticated;

create function public.discard_profile_draft(p_revision integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_draft public.agent_profiles;
begin
  perform public.require_staff_role('admin');
  perform pg_catalog.pg_advisory_xact_lock(hashtext('agent_profiles'));
  select p.* into v_draft from public.agent_profiles p where p.state = 'draft' for update;
  if v_draft.id is not null then
    if v_draft.revision is distinct from p_revision then
      raise exception 'changed_meanwhile' using errcode = 'PT409';
    end if;
    delete from public.agent_profiles p where p.id = v_draft.id;
    perform public.audit('profile_draft_discarded', 'agent_profile', v_draft.id, jsonb_build_object('version', v_draft.version));
  end if;
  return public.list_profiles();
end
$$;
comment on function public.discard_profile_draft(integer) is 'Throws the draft away; the published profile is not touched.';
grant execute on function public.discard_profile_draft(integer) to authenticated;

create function public.publish_profile(p_revision integer, p_note text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_draft public.agent_profiles;
  v_was integer;
begin
  perform pg_catalog.pg_advisory_xact_lock(hashtext('agent_profiles'));
  select p.* into v_draft from public.agent_profiles p where p.state = 'draft' for update;
  if v_draft.id is null or v_draft.revision is distinct from p_revision then
    raise exception 'changed_meanwhile' using errcode = 'PT409';
  end if;
  update public.agent_profiles p set state = 'retired', retired_at = clock_timestamp()
  where p.state = 'published' returning p.version into v_was;
  update public.agent_profiles p
  set state = 'published', published_by = v_me, published_at = clock_timestamp(), note = left(btrim(coalesce(p_note, '')), 500)
  where p.id = v_draft.id;
  perform public.audit('profile_published', 'agent_profile', v_draft.id,
    jsonb_build_object('version', v_draft.version, 'replaces', v_was));
  return public.list_profiles();
end
$$;
comment on function public.publish_profile(integer, text) is 'Makes the draft the agent''s profile from the next turn on, and retires the one before.';
grant execute on function public.publish_profile(integer, text) to authenticated;

create function public.roll_back_profile(p_version integer, p_note text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_old public.agent_profiles;
  v_new public.agent_profiles;
  v_was integer;
begin
  perform pg_catalog.pg_advisory_xact_lock(hashtext('agent_profiles'));
  select p.* into v_old from public.agent_profiles p where p.version = p_version and p.state <> 'draft';
  if v_old.id is null then
    raise exception 'profile_not_found' using errcode = 'PT404';
  end if;
  if v_old.state = 'published' then
    raise exception 'already_published' using errcode = 'PT409';
  end if;
  update public.agent_profiles p set state = 'retired', retired_at = clock_timestamp()
  where p.state = 'published' returning p.version into v_was;
  insert into public.agent_profiles
    (version, state, persona, tone, guidance, facts, is_sample, based_on, note, created_by, published_by, published_at)
  values (1 + (select max(p.version) from public.agent_profiles p), 'published', v_old.persona, v_old.tone, v_old.guidance,
          v_old.facts, v_old.is_sample, v_old.version, left(btrim(coalesce(p_note, '')), 500), v_me, v_me, clock_timestamp())
  returning * into v_new;
  perform public.audit('profile_rolled_back', 'agent_profile', v_new.id,
    jsonb_build_object('version', v_new.version, 'copy_of', v_old.version, 'replaces', v_was));
  return public.list_profiles();
end
$$;
comment on function public.roll_back_profile(integer, text) is
  'Publishes a copy of an older version as a new one, so that the history shows what was in force when; a draft stays as it is.';
grant execute on function public.roll_back_profile(integer, text) to authenticated;
