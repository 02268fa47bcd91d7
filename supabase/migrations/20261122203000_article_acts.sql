-- Reading and changing articles in the console. Support reads; admins write, each act with its audit row.

create function public.article_json(p_article public.knowledge_articles) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'article_id', p_article.article_id, 'version', p_article.version, 'state', p_article.state,
    'title', p_article.title, 'body', p_article.body, 'routes', p_article.routes, 'language', p_article.language,
    'tags', p_article.tags, 'is_sample', p_article.is_sample, 'revision', p_article.revision,
    'based_on', p_article.based_on, 'note', p_article.note,
    'created_by', (select s.display_name from public.staff s where s.user_id = p_article.created_by),
    'updated_at', p_article.updated_at,
    'published_by', (select s.display_name from public.staff s where s.user_id = p_article.published_by),
    'published_at', p_article.published_at,
    'retired_by', (select s.display_name from public.staff s where s.user_id = p_article.retired_by),
    'retired_at', p_article.retired_at, 'retire_note', p_article.retire_note)
$$;
comment on function public.article_json(public.knowledge_articles) is 'One version of an article with the names of who made, published and retired it.';
grant execute on function public.article_json(public.knowledge_articles) to authenticated;

create function public.list_articles(p_filter jsonb default '{}', p_cursor jsonb default null, p_limit integer default 50)
returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  v_limit integer := least(greatest(p_limit, 1), 100);
  v_state text := p_filter ->> 'state';
  v_words text;
  v_rows jsonb;
  v_next jsonb;
begin
  perform public.require_staff_role('support', 'admin');
  -- Words are quoted lexemes: nothing of what staff type is read as a query operator.
  select string_agg(quote_literal(w.word) || ':*', ' & ') into v_words
  from regexp_split_to_table(lower(regexp_replace(coalesce(p_filter ->> 'search', ''), '[][''"\\&|!(){}:*<>,.;@#/+_-]+', ' ', 'g')), '\s+') w (word)
  where w.word <> '';
  with found as materialized (
    select a.* from public.knowledge_articles a
    where a.is_head
      and (v_state is null
           or (v_state = 'published' and (a.state = 'published' or exists (
                select 1 from public.knowledge_articles p where p.article_id = a.article_id and p.state = 'published')))
           or (v_state <> 'published' and a.state = v_state))
      and (p_filter ->> 'route' is null or p_filter ->> 'route' = any (a.routes))
      and (p_filter ->> 'language' is null or a.language = p_filter ->> 'language')
      and (v_words is null or a.search @@ to_tsquery('pg_catalog.simple', v_words))
      and (p_cursor is null
           or (a.updated_at, a.article_id) < ((p_cursor ->> 'at')::timestamptz, (p_cursor ->> 'id')::uuid))
    order by a.updated_at desc, a.article_id desc limit v_limit + 1
  ), page as (
    select f.* from found f order by f.updated_at desc, f.article_id desc limit v_limit
  )
  select
    (select coalesce(jsonb_agg(jsonb_build_object(
       'article_id', p.article_id, 'title', p.title, 'state', p.state, 'version', p.version, 'routes', p.routes,
       'language', p.language, 'tags', p.tags, 'is_sample', p.is_sample, 'excerpt', left(p.body, 160),
       'published_version', (select k.version from public.knowledge_articles k
                             where k.article_id = p.article_id and k.state = 'published'),
       'updated_at', p.updated_at,
       'updated_by', (select s.display_name from public.staff s
                      where s.user_id = coalesce(p.retired_by, p.published_by, p.created_by)))
       order by p.updated_at desc, p.article_id desc), '[]') from page p),
    (select case when (select count(*) from found) > v_limit
       then jsonb_build_object('at', l.updated_at, 'id', l.article_id) end
     from page l order by l.updated_at, l.article_id limit 1)
  into v_rows, v_next;
  return jsonb_build_object('rows', v_rows, 'next', v_next,
    'languages', (select coalesce(jsonb_agg(distinct a.language), '[]') from public.knowledge_articles a where a.is_head));
end
$$;
comment on function public.list_articles(jsonb, jsonb, integer) is
  'A page of articles, newest change first. Filter: state (published includes those with a draft on top), route, language, search (words of the shown version).';
grant execute on function public.list_articles(jsonb, jsonb, integer) to authenticated;

create function public.read_article(p_article_id uuid) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_versions jsonb;
begin
  perform public.require_staff_role('support', 'admin');
  select jsonb_agg(public.article_json(x) order by x.version desc) into v_versions
  from (select a.* from public.knowledge_articles a where a.article_id = p_article_id
        order by a.version desc limit 30) x;
  if v_versions is null then
    raise exception 'article_not_found' using errcode = 'PT404';
  end if;
  return jsonb_build_object('article_id', p_article_id,
    'draft', (select public.article_json(a) from public.knowledge_articles a where a.article_id = p_article_id and a.state = 'draft'),
    'published', (select public.article_json(a) from public.knowledge_articles a where a.article_id = p_article_id and a.state = 'published'),
    'versions', v_versions);
end
$$;
comment on function public.read_article(uuid) is 'An article: its draft, what is published, and its newest 30 versions in full, for reading and comparing.';
grant execute on function public.read_article(uuid) to authenticated;

create function public.lock_article(p_article_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(hashtext('knowledge_article:' || p_article_id::text));
  if not exists (select 1 from public.knowledge_articles a where a.article_id = p_article_id) then
    raise exception 'article_not_found' using errcode = 'PT404';
  end if;
end
$$;
comment on function public.lock_article(uuid) is 'One change of an article at a time; 404 when it does not exist. For use inside the acts only: granted to nobody.';

create function public.set_article_head(p_article_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v_head uuid;
begin
  select a.id into v_head from public.knowledge_articles a where a.article_id = p_article_id
  order by a.state = 'draft' desc, a.state = 'published' desc, a.version desc limit 1;
  update public.knowledge_articles a set is_head = false where a.article_id = p_article_id and a.is_head and a.id <> v_head;
  update public.knowledge_articles a set is_head = true, updated_at = clock_timestamp() where a.id = v_head;
end
$$;
comment on function public.set_article_head(uuid) is 'Chooses the version that stands for an article in lists, and brings it to their top. Granted to nobody.';

create function public.save_article_draft(p_article_id uuid, p_article jsonb, p_revision integer default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_article_id uuid := coalesce(p_article_id, gen_random_uuid());
  v_draft public.knowledge_articles;
  v_title text := btrim(coalesce(p_article ->> 'title', ''));
  v_body text := btrim(coalesce(p_article ->> 'body', ''));
  v_routes text[] := array(select distinct x from jsonb_array_elements_text(coalesce(p_article -> 'routes', '[]')) x order by x);
  v_tags text[] := array(select distinct lower(btrim(x)) from jsonb_array_elements_text(coalesce(p_article -> 'tags', '[]')) x
                         where btrim(x) <> '' order by 1);
begin
  if length(v_title) not between 1 and 160 or length(v_body) not between 1 and 12000
     or coalesce(p_article ->> 'language', '') !~ '^[a-z]{2,3}$' or cardinality(v_tags) > 30
     or exists (select 1 from unnest(v_tags) x where length(x) > 60)
     or not v_routes <@ array['quotation', 'wishlist', 'payments', 'orders', 'escalation', 'shipping', 'subscription',
                              'web_access', 'general'] then
    raise exception 'invalid_article' using errcode = '22023';
  end if;
  if p_article_id is not null then
    perform public.lock_article(p_article_id);
    select a.* into v_draft from public.knowledge_articles a where a.article_id = p_article_id and a.state = 'draft';
  end if;
  if v_draft.revision is distinct from p_revision then
    raise exception 'changed_meanwhile' using errcode = 'PT409';
  end if;
  if v_draft.id is null then
    update public.knowledge_articles a set is_head = false where a.article_id = v_article_id and a.is_head;
    insert into public.knowledge_articles (article_id, version, title, body, routes, language, tags, based_on, created_by)
    values (v_article_id,
            1 + coalesce((select max(a.version) from public.knowledge_articles a where a.article_id = v_article_id), 0),
            v_title, v_body, v_routes, p_article ->> 'language', v_tags,
            (select a.version from public.knowledge_articles a where a.article_id = v_article_id and a.state = 'published'), v_me)
    returning * into v_draft;
    perform public.audit('article_drafted', 'knowledge_article', v_article_id, jsonb_build_object('version', v_draft.version));
  else
    -- Whoever saves has read it: it is theirs now, not a sample any more.
    update public.knowledge_articles a
    set title = v_title, body = v_body, routes = v_routes, language = p_article ->> 'language', tags = v_tags,
        is_sample = false, revision = a.revision + 1, updated_at = clock_timestamp()
    where a.id = v_draft.id;
  end if;
  return public.read_article(v_article_id);
end
$$;
comment on function public.save_article_draft(uuid, jsonb, integer) is
  'Makes a new article (no id), or the draft of one, or changes its draft. p_revision: the revision of the draft that the caller saw, null for none; 409 changed_meanwhile when somebody saved since.';
grant execute on function public.save_article_draft(uuid, jsonb, integer) to authenticated;

create function public.discard_article_draft(p_article_id uuid, p_revision integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_draft public.knowledge_articles;
begin
  perform public.require_staff_role('admin');
  perform public.lock_article(p_article_id);
  select a.* into v_draft from public.knowledge_articles a where a.article_id = p_article_id and a.state = 'draft';
  if v_draft.revision is distinct from p_revision then
    raise exception 'changed_meanwhile' using errcode = 'PT409';
  end if;
  delete from public.knowledge_articles a where a.id = v_draft.id;
  perform public.set_article_head(p_article_id);
  perform public.audit('article_draft_discarded', 'knowledge_article', p_article_id, jsonb_build_object('version', v_draft.version));
  if not exists (select 1 from public.knowledge_articles a where a.article_id = p_article_id) then
    return null;
  end if;
  return public.read_article(p_article_id);
end
$$;
comment on function public.discard_article_draft(uuid, integer) is 'Throws a draft away; null when the article had nothing else and is gone.';
grant execute on function public.discard_article_draft(uuid, integer) to authenticated;

create function public.retire_published_article(p_article_id uuid, p_by uuid) returns integer
language sql security definer set search_path = ''
as $$
  update public.knowledge_articles a set state = 'retired', retired_by = p_by, retired_at = clock_timestamp()
  where a.article_id = p_article_id and a.state = 'published' returning a.version
$$;
comment on function public.retire_published_article(uuid, uuid) is 'Takes the published version away from the agent and returns its number. Granted to nobody.';

create function public.publish_article(p_article_id uuid, p_revision integer, p_note text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_draft public.knowledge_articles;
  v_was integer;
begin
  perform public.lock_article(p_article_id);
  select a.* into v_draft from public.knowledge_articles a where a.article_id = p_article_id and a.state = 'draft';
  if v_draft.id is null or v_draft.revision is distinct from p_revision then
    raise exception 'changed_meanwhile' using errcode = 'PT409';
  end if;
  v_was := public.retire_published_article(p_article_id, v_me);
  update public.knowledge_articles a
  set state = 'published', published_by = v_me, published_at = clock_timestamp(), note = left(btrim(coalesce(p_note, '')), 500)
  where a.id = v_draft.id;
  perform public.set_article_head(p_article_id);
  perform public.audit('article_published', 'knowledge_article', p_article_id,
    jsonb_strip_nulls(jsonb_build_object('version', v_draft.version, 'replaces', v_was)));
  return public.read_article(p_article_id);
end
$$;
comment on function public.publish_article(uuid, integer, text) is 'Makes the draft what the agent knows, from the next turn on, and retires the version before.';
grant execute on function public.publish_article(uuid, integer, text) to authenticated;

create function public.roll_back_article(p_article_id uuid, p_version integer, p_note text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_old public.knowledge_articles;
  v_was integer;
  v_version integer;
begin
  perform public.lock_article(p_article_id);
  select a.* into v_old from public.knowledge_articles a
  where a.article_id = p_article_id and a.version = p_version and a.published_at is not null;
  if v_old.id is null then
    raise exception 'article_not_found' using errcode = 'PT404';
  end if;
  if v_old.state = 'published' then
    raise exception 'already_published' using errcode = 'PT409';
  end if;
  v_was := public.retire_published_article(p_article_id, v_me);
  insert into public.knowledge_articles
    (article_id, version, state, is_head, title, body, routes, language, tags, is_sample, based_on, note, created_by,
     published_by, published_at)
  values (p_article_id, 1 + (select max(a.version) from public.knowledge_articles a where a.article_id = p_article_id),
          'published', false, v_old.title, v_old.body, v_old.routes, v_old.language, v_old.tags, v_old.is_sample, v_old.version,
          left(btrim(coalesce(p_note, '')), 500), v_me, v_me, clock_timestamp())
  returning version into v_version;
  perform public.set_article_head(p_article_id);
  perform public.audit('article_rolled_back', 'knowledge_article', p_article_id,
    jsonb_strip_nulls(jsonb_build_object('version', v_version, 'copy_of', p_version, 'replaces', v_was)));
  return public.read_article(p_article_id);
end
$$;
comment on function public.roll_back_article(uuid, integer, text) is
  'Publishes a copy of an earlier published version as a new one, also of a retired article; a draft stays as it is.';
grant execute on function public.roll_back_article(uuid, integer, text) to authenticated;

create function public.retire_article(p_article_id uuid, p_note text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_me uuid := public.require_staff_role('admin');
  v_was integer;
begin
  perform public.lock_article(p_article_id);
  v_was := public.retire_published_article(p_article_id, v_me);
  if v_was is null then
    raise exception 'not_published' using errcode = 'PT409';
  end if;
  update public.knowledge_articles a set retire_note = left(btrim(coalesce(p_note, '')), 500)
  where a.article_id = p_article_id and a.version = v_was;
  perform public.set_article_head(p_article_id);
  perform public.audit('article_retired', 'knowledge_article', p_article_id, jsonb_build_object('version', v_was));
  return public.read_article(p_article_id);
end
$$;
comment on function public.retire_article(uuid, text) is 'Takes an article away from the agent; its versions stay and can be rolled back to.';
grant execute on function public.retire_article(uuid, text) to authenticated;
