-- Where most conversations are past their time the planner read all of them to sort the oldest, though it takes the
-- first 10,001 by the index: what the preview costs must not grow with the table.

alter function public.count_past_retention(text, jsonb, timestamptz) set enable_seqscan = off;
