-- What the service key may touch directly: reads everywhere, writes for staff administration and for
-- repairs by a script of ours. The ledgers stay append-only, for it too.

grant select, insert, update, delete on
  public.staff, public.customers, public.customer_identities, public.identity_conflicts, public.wa_events,
  public.chat_sessions, public.agent_turns, public.chat_messages, public.send_attempts, public.chat_media,
  public.send_stops, public.send_pacing, public.message_templates
to service_role;
grant select, insert on public.audit_log, public.consent_events to service_role;
