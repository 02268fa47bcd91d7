-- Nothing in this schema is open by default: hosted Supabase grants new tables and functions to
-- anon, authenticated and service_role, and Postgres grants functions to public. Every migration after this one
-- grants exactly what a caller needs. A test walks the catalogue and fails on anything else.
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke execute on functions from anon, authenticated, service_role;
alter default privileges revoke execute on functions from public;

revoke create on schema public from public;
