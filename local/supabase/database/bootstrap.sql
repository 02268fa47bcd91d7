-- Shapes an empty Postgres like a new hosted Supabase project (the subset this product leans on).
-- Runs once, in a database that holds nothing else.

create schema extensions;
create schema auth;
create schema storage;
create schema supabase_migrations;

create extension vector with schema extensions;
create extension pgcrypto with schema extensions;
create extension pg_trgm with schema extensions;
create extension unaccent with schema extensions;
create extension "uuid-ossp" with schema extensions;
create extension citext with schema extensions;
create extension btree_gist with schema extensions;

create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator login noinherit;
create role supabase_admin nologin bypassrls;
create role supabase_auth_admin nologin noinherit createrole;
create role supabase_storage_admin nologin noinherit createrole;
create role dashboard_user nologin;
grant anon, authenticated, service_role to authenticator;

create publication supabase_realtime;

grant usage on schema public, extensions, auth, storage to anon, authenticated, service_role;
grant usage on schema auth to supabase_auth_admin, dashboard_user;
grant usage on schema storage to supabase_storage_admin, dashboard_user;
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;

create table supabase_migrations.schema_migrations (
  version text primary key,
  statements text[],
  name text
);
-- Not on hosted: lets a start refuse a migration file that was edited after it was applied.
create table supabase_migrations.embedded_files (
  version text primary key,
  sha256 text not null
);
