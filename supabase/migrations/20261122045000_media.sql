-- Files that customers sent. Fetching and understanding them is a job of its own.

create table public.chat_media (
  id uuid primary key default gen_random_uuid(),
  message_id uuid not null unique references public.chat_messages (id) on delete cascade,
  wa_media_id text,
  mime_type text,
  file_name text,
  storage_path text unique,
  file_size bigint,
  checksum text,
  caption text,
  transcript text,
  status text not null default 'pending' check (status in ('pending', 'stored', 'rejected', 'failed', 'expired')),
  error text,
  enrichment_status text not null default 'pending' check (enrichment_status in ('pending', 'done', 'nothing_found', 'failed', 'skipped')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  downloaded_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (status <> 'stored' or storage_path is not null)
);
comment on table public.chat_media is
  'One file a message. expired means that Meta''s id lapsed before we had the file; when our own retention ends, object and row go.';
comment on column public.chat_media.checksum is 'SHA-256 as announced by Meta (hex or base64), later as computed by us (hex).';
create index chat_media_to_fetch_idx on public.chat_media (next_attempt_at) where status = 'pending';
create index chat_media_expiring_idx on public.chat_media (expires_at) where expires_at is not null;

alter table public.chat_media enable row level security;
create policy "active staff read media" on public.chat_media for select to authenticated
  using ((select public.current_staff_role()) is not null);
grant select on public.chat_media to authenticated, service_role;

-- Private: staff reach files through short-lived signed addresses only.
insert into storage.buckets (id, name, public, file_size_limit)
values ('chat-media', 'chat-media', false, 104857600)
on conflict (id) do nothing;
