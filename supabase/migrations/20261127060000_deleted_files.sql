-- A customer who deletes a message takes its file back as well: words and what a machine read in the file
-- went already, while the file itself stayed on the media page until retention ended.

create or replace function public.forget_understood_text() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Row and, by its trigger, the file in the bucket; a fetch that is under way finds its row gone.
  perform public.remove_media_rows(array(select f.id from public.chat_media f where f.message_id = new.id));
  -- Under a legal hold the file stays, and nobody looks into it any more.
  update public.chat_media f
  set caption = null, transcript = null, document_text = null, enrichment_claim = null,
      enrichment_status = case when f.enrichment_status = 'pending' then 'skipped' else f.enrichment_status end,
      enrichment_error = case when f.enrichment_status = 'pending' then 'message_deleted' else f.enrichment_error end,
      updated_at = clock_timestamp()
  where f.message_id = new.id;
  return null;
end
$$;
comment on function public.forget_understood_text() is
  'What a customer took back is neither read nor kept: its file goes from table and bucket, unless a legal hold protects it, and the words that a machine found in it go with the message''s own.';
