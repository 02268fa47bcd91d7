-- What the agent knows of the business, article by article. A row is a version; an article is its
-- article_id. What was published is never rewritten.

create function public.article_search(p_title text, p_tags text[], p_body text) returns tsvector
language sql immutable set search_path = ''
as $$
  -- Stems for English, whole words for every other language; tags hold other words for the same thing.
  select pg_catalog.setweight(to_tsvector('pg_catalog.english', p_title), 'A')
      || pg_catalog.setweight(to_tsvector('pg_catalog.simple', p_title), 'A')
      || pg_catalog.setweight(to_tsvector('pg_catalog.english', array_to_string(p_tags, ' ; ')), 'B')
      || pg_catalog.setweight(to_tsvector('pg_catalog.simple', array_to_string(p_tags, ' ; ')), 'B')
      || to_tsvector('pg_catalog.english', p_body) || to_tsvector('pg_catalog.simple', p_body)
$$;
comment on function public.article_search(text, text[], text) is 'The words of an article: title, tags and body, as English stems and as written.';
grant execute on function public.article_search(text, text[], text) to service_role;

create table public.knowledge_articles (
  id uuid primary key default gen_random_uuid(),
  article_id uuid not null,
  version integer not null,
  state text not null default 'draft' check (state in ('draft', 'published', 'retired')),
  is_head boolean not null default true,
  title text not null check (length(btrim(title)) between 1 and 160),
  body text not null check (length(btrim(body)) between 1 and 12000),
  routes text[] not null default '{}' check (routes <@ array['quotation', 'wishlist', 'payments', 'orders', 'escalation',
    'shipping', 'subscription', 'web_access', 'general']),
  language text not null default 'en' check (language ~ '^[a-z]{2,3}$'),
  tags text[] not null default '{}' check (cardinality(tags) <= 30),
  is_sample boolean not null default false,
  revision integer not null default 1,
  based_on integer,
  note text not null default '' check (length(note) <= 500),
  created_by uuid references public.staff (user_id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  published_by uuid references public.staff (user_id) on delete set null,
  published_at timestamptz,
  retired_by uuid references public.staff (user_id) on delete set null,
  retired_at timestamptz,
  retire_note text not null default '' check (length(retire_note) <= 500),
  search tsvector not null generated always as (public.article_search(title, tags, body)) stored,
  unique (article_id, version)
);
comment on table public.knowledge_articles is
  'Services, fees, hours, policies and answers, one row a version. Only published ones reach the agent; an answer about fees or policy that none supports is not invented.';
comment on column public.knowledge_articles.is_head is 'The version that stands for the article in lists: its draft, else its published, else its newest one.';
comment on column public.knowledge_articles.is_sample is 'Content that came with the product and that nobody has changed yet: to be checked before customers rely on it.';
comment on column public.knowledge_articles.routes is 'Specialists that it is for; none: all of them.';
create unique index knowledge_articles_one_published_key on public.knowledge_articles (article_id) where state = 'published';
create unique index knowledge_articles_one_draft_key on public.knowledge_articles (article_id) where state = 'draft';
create unique index knowledge_articles_one_head_key on public.knowledge_articles (article_id) where is_head;
create index knowledge_articles_newest_first_idx on public.knowledge_articles (updated_at desc, article_id desc) where is_head;
create index knowledge_articles_words_idx on public.knowledge_articles using gin (search) where state <> 'retired' or is_head;

alter table public.knowledge_articles enable row level security;
create policy "support and admins read articles" on public.knowledge_articles for select to authenticated
  using ((select public.current_staff_role()) in ('support', 'admin'));
grant select on public.knowledge_articles to authenticated, service_role;

create function public.find_articles(
  p_query text, p_route text default null, p_limit integer default 4, p_with_drafts boolean default false,
  p_floor double precision default 0.25)
returns jsonb
language sql stable set search_path = ''
as $$
  with words as (
    -- A word and its stem count as one; stop words have no stem.
    select w.lexeme as word, array_agg(distinct e.lexeme) || w.lexeme as variants
    from unnest(to_tsvector('pg_catalog.simple', left(coalesce(p_query, ''), 2000))) w
    cross join lateral unnest(to_tsvector('pg_catalog.english', w.lexeme)) e
    group by w.lexeme limit 60
  ), corpus as (
    select a.* from public.knowledge_articles a
    where (a.state = 'published' and not (p_with_drafts and exists (
             select 1 from public.knowledge_articles d where d.article_id = a.article_id and d.state = 'draft')))
       or (p_with_drafts and a.state = 'draft')
  ), size as (
    select count(*)::double precision as n, greatest(avg(length(c.search)), 1)::double precision as usual from corpus c
  ), found as (
    select c.id, length(c.search) as length, w.word, max(t.tf) as tf
    from corpus c
    cross join lateral (
      select u.lexeme, (select sum(case g.weight when 'A' then 3.0 when 'B' then 2.0 else 1.0 end)
                        from unnest(u.weights) g (weight)) as tf
      from unnest(c.search) u
      where u.lexeme = any (array(select v from words x, unnest(x.variants) v))) t
    join words w on t.lexeme = any (w.variants)
    group by c.id, c.search, w.word
  ), rarity as (
    -- A word that no article knows counts like the rarest that one does: people use many of them.
    select w.word, ln(1 + (s.n - greatest(count(f.id), 1) + 0.5) / (greatest(count(f.id), 1) + 0.5)) as idf
    from words w cross join size s left join found f on f.word = w.word
    group by w.word, s.n
  ), scored as (
    select f.id,
      sum(r.idf * f.tf * 2.2 / (f.tf + 1.2 * (0.25 + 0.75 * f.length / s.usual))) as score,
      sum(r.idf) / (select sum(x.idf) from rarity x) as coverage,
      count(*) filter (where f.tf >= 2) as central
    from found f join rarity r on r.word = f.word cross join size s
    group by f.id
  ), ranked as (
    select c.*, x.coverage,
      x.score * case when p_route = any (c.routes) then 1.25 else 1 end as score
    from scored x join corpus c on c.id = x.id
    -- A long, chatty question holds many words that no article has: two that an article is about will do.
    where x.coverage >= p_floor or (x.central >= 2 and x.coverage >= p_floor / 3)
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', x.article_id, 'version', x.version, 'title', x.title, 'body', x.body, 'routes', x.routes,
    'language', x.language, 'is_sample', x.is_sample,
    'score', round(x.score::numeric, 4), 'coverage', round(x.coverage::numeric, 4)) order by x.score desc, x.article_id), '[]')
  from (select r.* from ranked r order by r.score desc, r.article_id limit least(greatest(p_limit, 0), 20)) x
$$;
comment on function public.find_articles(text, text, integer, boolean, double precision) is
  'Published articles for a question by BM25 over stems and words, title and tags weighing more; articles of the route are preferred. p_floor: least share of the question (by rarity of its words) that an article must hold, a third of it when two words are of its title, tags or repeated. p_with_drafts: as if every draft were published.';
grant execute on function public.find_articles(text, text, integer, boolean, double precision) to authenticated, service_role;
