-- The same for the arm that needs pgvector.

alter function public.recall_by_vectors(uuid, jsonb, bigint, integer, integer, jsonb) set enable_seqscan = off;
