-- For databases of development and tests only: a hosted project is never seeded. The agent of the
-- embedded stack should have something to say on its first day.
select public.seed_sample_knowledge();
