export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  __InternalSupabase: {
    PostgrestVersion: "14.5"
  }
  public: {
    Tables: {
      agent_profiles: {
        Row: {
          based_on: number | null
          created_at: string
          created_by: string | null
          facts: string
          guidance: Json
          id: string
          is_sample: boolean
          note: string
          persona: string
          published_at: string | null
          published_by: string | null
          retired_at: string | null
          revision: number
          state: string
          tone: string
          updated_at: string
          version: number
        }
        Insert: {
          based_on?: number | null
          created_at?: string
          created_by?: string | null
          facts?: string
          guidance?: Json
          id?: string
          is_sample?: boolean
          note?: string
          persona: string
          published_at?: string | null
          published_by?: string | null
          retired_at?: string | null
          revision?: number
          state?: string
          tone?: string
          updated_at?: string
          version: number
        }
        Update: {
          based_on?: number | null
          created_at?: string
          created_by?: string | null
          facts?: string
          guidance?: Json
          id?: string
          is_sample?: boolean
          note?: string
          persona?: string
          published_at?: string | null
          published_by?: string | null
          retired_at?: string | null
          revision?: number
          state?: string
          tone?: string
          updated_at?: string
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: "agent_profiles_created_by_fkey"
            columns: ["created_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "agent_profiles_published_by_fkey"
            columns: ["published_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      agent_turns: {
        Row: {
          article_ids: Json
          cached_tokens: number | null
          claimed_at: string
          committed_at: string | null
          cost_usd: number | null
          customer_id: string
          draft: string[] | null
          fence: number
          finished_at: string | null
          from_seq: number
          hand_off_reason: string | null
          id: string
          input_tokens: number | null
          latency_ms: Json
          lease_until: string
          model: string | null
          models: string[]
          outcome: string | null
          outcome_reason: string | null
          output_tokens: number | null
          recall_count: number
          recall_included: boolean
          requested_at: string
          restarts: number
          route: string | null
          route_reason: string | null
          run_id: string | null
          session_id: string
          state: string
          summary_id: string | null
          tools: Json
          traceparent: string | null
          triage: Json | null
          trimmed: Json
          upto_seq: number
        }
        Insert: {
          article_ids?: Json
          cached_tokens?: number | null
          claimed_at?: string
          committed_at?: string | null
          cost_usd?: number | null
          customer_id: string
          draft?: string[] | null
          fence: number
          finished_at?: string | null
          from_seq: number
          hand_off_reason?: string | null
          id?: string
          input_tokens?: number | null
          latency_ms?: Json
          lease_until: string
          model?: string | null
          models?: string[]
          outcome?: string | null
          outcome_reason?: string | null
          output_tokens?: number | null
          recall_count?: number
          recall_included?: boolean
          requested_at: string
          restarts?: number
          route?: string | null
          route_reason?: string | null
          run_id?: string | null
          session_id: string
          state?: string
          summary_id?: string | null
          tools?: Json
          traceparent?: string | null
          triage?: Json | null
          trimmed?: Json
          upto_seq: number
        }
        Update: {
          article_ids?: Json
          cached_tokens?: number | null
          claimed_at?: string
          committed_at?: string | null
          cost_usd?: number | null
          customer_id?: string
          draft?: string[] | null
          fence?: number
          finished_at?: string | null
          from_seq?: number
          hand_off_reason?: string | null
          id?: string
          input_tokens?: number | null
          latency_ms?: Json
          lease_until?: string
          model?: string | null
          models?: string[]
          outcome?: string | null
          outcome_reason?: string | null
          output_tokens?: number | null
          recall_count?: number
          recall_included?: boolean
          requested_at?: string
          restarts?: number
          route?: string | null
          route_reason?: string | null
          run_id?: string | null
          session_id?: string
          state?: string
          summary_id?: string | null
          tools?: Json
          traceparent?: string | null
          triage?: Json | null
          trimmed?: Json
          upto_seq?: number
        }
        Relationships: [
          {
            foreignKeyName: "agent_turns_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "agent_turns_session_id_fkey"
            columns: ["session_id"]
            isOneToOne: false
            referencedRelation: "chat_sessions"
            referencedColumns: ["id"]
          },
        ]
      }
      alert_channel: {
        Row: {
          error_code: string | null
          failing_since: string | null
          failures: number
          is_only: boolean
          last_sent_at: string | null
          paused_until: string | null
        }
        Insert: {
          error_code?: string | null
          failing_since?: string | null
          failures?: number
          is_only?: boolean
          last_sent_at?: string | null
          paused_until?: string | null
        }
        Update: {
          error_code?: string | null
          failing_since?: string | null
          failures?: number
          is_only?: boolean
          last_sent_at?: string | null
          paused_until?: string | null
        }
        Relationships: []
      }
      alert_messages: {
        Row: {
          alert_id: string | null
          attempts: number
          batch_id: string | null
          created_at: string
          error_code: string | null
          id: string
          kind: string
          lease_until: string | null
          message_id: string | null
          not_before: string
          round: number
          sent_at: string | null
          state: string
          turn_id: string | null
        }
        Insert: {
          alert_id?: string | null
          attempts?: number
          batch_id?: string | null
          created_at?: string
          error_code?: string | null
          id?: string
          kind: string
          lease_until?: string | null
          message_id?: string | null
          not_before?: string
          round?: number
          sent_at?: string | null
          state?: string
          turn_id?: string | null
        }
        Update: {
          alert_id?: string | null
          attempts?: number
          batch_id?: string | null
          created_at?: string
          error_code?: string | null
          id?: string
          kind?: string
          lease_until?: string | null
          message_id?: string | null
          not_before?: string
          round?: number
          sent_at?: string | null
          state?: string
          turn_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "alert_messages_alert_id_fkey"
            columns: ["alert_id"]
            isOneToOne: false
            referencedRelation: "alerts"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "alert_messages_message_id_fkey"
            columns: ["message_id"]
            isOneToOne: false
            referencedRelation: "chat_messages"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "alert_messages_turn_id_fkey"
            columns: ["turn_id"]
            isOneToOne: false
            referencedRelation: "agent_turns"
            referencedColumns: ["id"]
          },
        ]
      }
      alerts: {
        Row: {
          acknowledged_at: string | null
          acknowledged_by: string | null
          amount: number
          cleared_at: string | null
          dedupe_key: string
          first_seen_at: string
          id: string
          kind: string
          last_seen_at: string
          note: string | null
          seen_count: number
          since: string
          state: string
          subject_id: string | null
          subject_kind: string | null
          told_at: string | null
        }
        Insert: {
          acknowledged_at?: string | null
          acknowledged_by?: string | null
          amount?: number
          cleared_at?: string | null
          dedupe_key: string
          first_seen_at?: string
          id?: string
          kind: string
          last_seen_at?: string
          note?: string | null
          seen_count?: number
          since: string
          state?: string
          subject_id?: string | null
          subject_kind?: string | null
          told_at?: string | null
        }
        Update: {
          acknowledged_at?: string | null
          acknowledged_by?: string | null
          amount?: number
          cleared_at?: string | null
          dedupe_key?: string
          first_seen_at?: string
          id?: string
          kind?: string
          last_seen_at?: string
          note?: string | null
          seen_count?: number
          since?: string
          state?: string
          subject_id?: string | null
          subject_kind?: string | null
          told_at?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "alerts_acknowledged_by_fkey"
            columns: ["acknowledged_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      audit_log: {
        Row: {
          action: string
          actor_id: string | null
          actor_kind: string
          at: string
          details: Json
          id: string
          subject_id: string | null
          subject_kind: string
        }
        Insert: {
          action: string
          actor_id?: string | null
          actor_kind: string
          at?: string
          details?: Json
          id?: string
          subject_id?: string | null
          subject_kind: string
        }
        Update: {
          action?: string
          actor_id?: string | null
          actor_kind?: string
          at?: string
          details?: Json
          id?: string
          subject_id?: string | null
          subject_kind?: string
        }
        Relationships: []
      }
      canned_replies: {
        Row: {
          body: string
          created_at: string
          created_by: string | null
          deleted_at: string | null
          id: string
          shortcut: string
          title: string
          updated_at: string
          updated_by: string | null
        }
        Insert: {
          body: string
          created_at?: string
          created_by?: string | null
          deleted_at?: string | null
          id: string
          shortcut: string
          title: string
          updated_at?: string
          updated_by?: string | null
        }
        Update: {
          body?: string
          created_at?: string
          created_by?: string | null
          deleted_at?: string | null
          id?: string
          shortcut?: string
          title?: string
          updated_at?: string
          updated_by?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "canned_replies_created_by_fkey"
            columns: ["created_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "canned_replies_updated_by_fkey"
            columns: ["updated_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      chat_media: {
        Row: {
          attempts: number
          caption: string | null
          checksum: string | null
          created_at: string
          document_text: string | null
          downloaded_at: string | null
          enriched_at: string | null
          enrichment_attempts: number
          enrichment_claim: string | null
          enrichment_cost_usd: number | null
          enrichment_error: string | null
          enrichment_input_tokens: number | null
          enrichment_lease_until: string | null
          enrichment_model: string | null
          enrichment_next_at: string | null
          enrichment_output_tokens: number | null
          enrichment_status: string
          error: string | null
          expires_at: string | null
          fetch_claim: string | null
          fetch_run: string | null
          fetches_lost: number
          file_name: string | null
          file_size: number | null
          id: string
          kind: string | null
          message_id: string
          mime_type: string | null
          missing_since: string | null
          next_attempt_at: string | null
          status: string
          storage_path: string | null
          transcript: string | null
          updated_at: string
          verified_at: string | null
          wa_media_id: string | null
          words: unknown | null
        }
        Insert: {
          attempts?: number
          caption?: string | null
          checksum?: string | null
          created_at?: string
          document_text?: string | null
          downloaded_at?: string | null
          enriched_at?: string | null
          enrichment_attempts?: number
          enrichment_claim?: string | null
          enrichment_cost_usd?: number | null
          enrichment_error?: string | null
          enrichment_input_tokens?: number | null
          enrichment_lease_until?: string | null
          enrichment_model?: string | null
          enrichment_next_at?: string | null
          enrichment_output_tokens?: number | null
          enrichment_status?: string
          error?: string | null
          expires_at?: string | null
          fetch_claim?: string | null
          fetch_run?: string | null
          fetches_lost?: number
          file_name?: string | null
          file_size?: number | null
          id?: string
          kind?: string | null
          message_id: string
          mime_type?: string | null
          missing_since?: string | null
          next_attempt_at?: string | null
          status?: string
          storage_path?: string | null
          transcript?: string | null
          updated_at?: string
          verified_at?: string | null
          wa_media_id?: string | null
          words?: unknown | null
        }
        Update: {
          attempts?: number
          caption?: string | null
          checksum?: string | null
          created_at?: string
          document_text?: string | null
          downloaded_at?: string | null
          enriched_at?: string | null
          enrichment_attempts?: number
          enrichment_claim?: string | null
          enrichment_cost_usd?: number | null
          enrichment_error?: string | null
          enrichment_input_tokens?: number | null
          enrichment_lease_until?: string | null
          enrichment_model?: string | null
          enrichment_next_at?: string | null
          enrichment_output_tokens?: number | null
          enrichment_status?: string
          error?: string | null
          expires_at?: string | null
          fetch_claim?: string | null
          fetch_run?: string | null
          fetches_lost?: number
          file_name?: string | null
          file_size?: number | null
          id?: string
          kind?: string | null
          message_id?: string
          mime_type?: string | null
          missing_since?: string | null
          next_attempt_at?: string | null
          status?: string
          storage_path?: string | null
          transcript?: string | null
          updated_at?: string
          verified_at?: string | null
          wa_media_id?: string | null
          words?: unknown | null
        }
        Relationships: [
          {
            foreignKeyName: "chat_media_message_id_fkey"
            columns: ["message_id"]
            isOneToOne: true
            referencedRelation: "chat_messages"
            referencedColumns: ["id"]
          },
        ]
      }
      chat_messages: {
        Row: {
          author: string
          author_id: string | null
          client_key: string | null
          created_at: string
          customer_id: string
          deleted_at: string | null
          direction: string
          dispatched_at: string | null
          edited_at: string | null
          embedding_attempts: number
          embedding_claim: string | null
          embedding_next_at: string | null
          embedding_status: string
          escalated_at: string | null
          id: string
          message_type: string
          not_before: string | null
          part_index: number
          payload: Json
          purpose: string | null
          rendered_text: string
          reply_to: string | null
          seq: number
          session_id: string
          starts_turn: boolean
          state: string | null
          state_changed_at: string | null
          state_reason: string | null
          text: string | null
          traceparent: string | null
          turn_id: string | null
          updated_at: string
          wa_message_id: string | null
          wa_timestamp: string | null
        }
        Insert: {
          author: string
          author_id?: string | null
          client_key?: string | null
          created_at?: string
          customer_id: string
          deleted_at?: string | null
          direction: string
          dispatched_at?: string | null
          edited_at?: string | null
          embedding_attempts?: number
          embedding_claim?: string | null
          embedding_next_at?: string | null
          embedding_status?: string
          escalated_at?: string | null
          id?: string
          message_type: string
          not_before?: string | null
          part_index?: number
          payload?: Json
          purpose?: string | null
          rendered_text: string
          reply_to?: string | null
          seq?: never
          session_id: string
          starts_turn?: boolean
          state?: string | null
          state_changed_at?: string | null
          state_reason?: string | null
          text?: string | null
          traceparent?: string | null
          turn_id?: string | null
          updated_at?: string
          wa_message_id?: string | null
          wa_timestamp?: string | null
        }
        Update: {
          author?: string
          author_id?: string | null
          client_key?: string | null
          created_at?: string
          customer_id?: string
          deleted_at?: string | null
          direction?: string
          dispatched_at?: string | null
          edited_at?: string | null
          embedding_attempts?: number
          embedding_claim?: string | null
          embedding_next_at?: string | null
          embedding_status?: string
          escalated_at?: string | null
          id?: string
          message_type?: string
          not_before?: string | null
          part_index?: number
          payload?: Json
          purpose?: string | null
          rendered_text?: string
          reply_to?: string | null
          seq?: never
          session_id?: string
          starts_turn?: boolean
          state?: string | null
          state_changed_at?: string | null
          state_reason?: string | null
          text?: string | null
          traceparent?: string | null
          turn_id?: string | null
          updated_at?: string
          wa_message_id?: string | null
          wa_timestamp?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "chat_messages_author_id_fkey"
            columns: ["author_id"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "chat_messages_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "chat_messages_reply_to_fkey"
            columns: ["reply_to"]
            isOneToOne: false
            referencedRelation: "chat_messages"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "chat_messages_session_id_fkey"
            columns: ["session_id"]
            isOneToOne: false
            referencedRelation: "chat_sessions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "chat_messages_turn_id_fkey"
            columns: ["turn_id"]
            isOneToOne: false
            referencedRelation: "agent_turns"
            referencedColumns: ["id"]
          },
        ]
      }
      chat_sessions: {
        Row: {
          assigned_to: string | null
          created_at: string
          customer_id: string
          expires_at: string
          id: string
          last_inbound_at: string | null
          last_message_at: string
          last_message_seq: number
          last_outbound_at: string | null
          opted_out: boolean
          owner: string
          owner_reason: string | null
          owner_since: string
          pending_turn_seq: number | null
          phone_number_id: string
          replied_upto_seq: number
          status: string
          summarised_upto_seq: number
          summary_failures: number
          summary_fence: number
          summary_lease_until: string | null
          summary_retry_at: string | null
          summary_run_id: string | null
          turn_failures: number
          turn_fence: number
          turn_quiet_from: string | null
          turn_requested_at: string | null
          unsummarised_since: string | null
          updated_at: string
          wa_window_expires_at: string | null
        }
        Insert: {
          assigned_to?: string | null
          created_at?: string
          customer_id: string
          expires_at: string
          id?: string
          last_inbound_at?: string | null
          last_message_at?: string
          last_message_seq?: number
          last_outbound_at?: string | null
          opted_out?: boolean
          owner?: string
          owner_reason?: string | null
          owner_since?: string
          pending_turn_seq?: number | null
          phone_number_id: string
          replied_upto_seq?: number
          status?: string
          summarised_upto_seq?: number
          summary_failures?: number
          summary_fence?: number
          summary_lease_until?: string | null
          summary_retry_at?: string | null
          summary_run_id?: string | null
          turn_failures?: number
          turn_fence?: number
          turn_quiet_from?: string | null
          turn_requested_at?: string | null
          unsummarised_since?: string | null
          updated_at?: string
          wa_window_expires_at?: string | null
        }
        Update: {
          assigned_to?: string | null
          created_at?: string
          customer_id?: string
          expires_at?: string
          id?: string
          last_inbound_at?: string | null
          last_message_at?: string
          last_message_seq?: number
          last_outbound_at?: string | null
          opted_out?: boolean
          owner?: string
          owner_reason?: string | null
          owner_since?: string
          pending_turn_seq?: number | null
          phone_number_id?: string
          replied_upto_seq?: number
          status?: string
          summarised_upto_seq?: number
          summary_failures?: number
          summary_fence?: number
          summary_lease_until?: string | null
          summary_retry_at?: string | null
          summary_run_id?: string | null
          turn_failures?: number
          turn_fence?: number
          turn_quiet_from?: string | null
          turn_requested_at?: string | null
          unsummarised_since?: string | null
          updated_at?: string
          wa_window_expires_at?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "chat_sessions_assigned_to_fkey"
            columns: ["assigned_to"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "chat_sessions_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      consent_events: {
        Row: {
          button_id: string | null
          channel: string
          customer_id: string
          evidence: string | null
          from_status: string
          id: string
          message_id: string | null
          occurred_at: string
          recorded_at: string
          recorded_by: string | null
          scope: string
          source: string
          to_status: string
          words: string | null
        }
        Insert: {
          button_id?: string | null
          channel?: string
          customer_id: string
          evidence?: string | null
          from_status: string
          id?: string
          message_id?: string | null
          occurred_at: string
          recorded_at?: string
          recorded_by?: string | null
          scope: string
          source: string
          to_status: string
          words?: string | null
        }
        Update: {
          button_id?: string | null
          channel?: string
          customer_id?: string
          evidence?: string | null
          from_status?: string
          id?: string
          message_id?: string | null
          occurred_at?: string
          recorded_at?: string
          recorded_by?: string | null
          scope?: string
          source?: string
          to_status?: string
          words?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "consent_events_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "consent_events_message_id_fkey"
            columns: ["message_id"]
            isOneToOne: false
            referencedRelation: "chat_messages"
            referencedColumns: ["id"]
          },
        ]
      }
      contact_notices: {
        Row: {
          customer_id: string
          language: string
          put_at: string
          turn_id: string | null
        }
        Insert: {
          customer_id: string
          language: string
          put_at?: string
          turn_id?: string | null
        }
        Update: {
          customer_id?: string
          language?: string
          put_at?: string
          turn_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "contact_notices_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: true
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "contact_notices_turn_id_fkey"
            columns: ["turn_id"]
            isOneToOne: false
            referencedRelation: "agent_turns"
            referencedColumns: ["id"]
          },
        ]
      }
      customer_feedback: {
        Row: {
          created_at: string
          customer_id: string
          feedback_text: string
          feedback_type: string
          id: string
          journey_stage: string | null
          order_reference: string | null
          rating: number | null
          requires_follow_up: boolean
          sentiment: string
          session_id: string | null
          ticket_id: string | null
          turn_id: string | null
        }
        Insert: {
          created_at?: string
          customer_id: string
          feedback_text: string
          feedback_type: string
          id?: string
          journey_stage?: string | null
          order_reference?: string | null
          rating?: number | null
          requires_follow_up?: boolean
          sentiment: string
          session_id?: string | null
          ticket_id?: string | null
          turn_id?: string | null
        }
        Update: {
          created_at?: string
          customer_id?: string
          feedback_text?: string
          feedback_type?: string
          id?: string
          journey_stage?: string | null
          order_reference?: string | null
          rating?: number | null
          requires_follow_up?: boolean
          sentiment?: string
          session_id?: string | null
          ticket_id?: string | null
          turn_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "customer_feedback_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "customer_feedback_session_id_fkey"
            columns: ["session_id"]
            isOneToOne: false
            referencedRelation: "chat_sessions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "customer_feedback_ticket_id_fkey"
            columns: ["ticket_id"]
            isOneToOne: false
            referencedRelation: "support_tickets"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "customer_feedback_turn_id_fkey"
            columns: ["turn_id"]
            isOneToOne: false
            referencedRelation: "agent_turns"
            referencedColumns: ["id"]
          },
        ]
      }
      customer_identities: {
        Row: {
          customer_id: string
          id: string
          kind: string
          valid_from: string
          valid_to: string | null
          value: string
        }
        Insert: {
          customer_id: string
          id?: string
          kind: string
          valid_from?: string
          valid_to?: string | null
          value: string
        }
        Update: {
          customer_id?: string
          id?: string
          kind?: string
          valid_from?: string
          valid_to?: string | null
          value?: string
        }
        Relationships: [
          {
            foreignKeyName: "customer_identities_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
        ]
      }
      customers: {
        Row: {
          consent_status: string
          consent_updated_at: string | null
          created_at: string
          display_name: string | null
          display_name_origin: string
          erased_at: string | null
          id: string
          locale: string | null
          marketing_status: string
          updated_at: string
        }
        Insert: {
          consent_status?: string
          consent_updated_at?: string | null
          created_at?: string
          display_name?: string | null
          display_name_origin?: string
          erased_at?: string | null
          id?: string
          locale?: string | null
          marketing_status?: string
          updated_at?: string
        }
        Update: {
          consent_status?: string
          consent_updated_at?: string | null
          created_at?: string
          display_name?: string | null
          display_name_origin?: string
          erased_at?: string | null
          id?: string
          locale?: string | null
          marketing_status?: string
          updated_at?: string
        }
        Relationships: []
      }
      erasure_certificates: {
        Row: {
          content: Json
          customer_id: string
          digest: string
          id: string
          issued_at: string
          number: number
          previous_digest: string | null
          request_id: string | null
          run_id: string
        }
        Insert: {
          content: Json
          customer_id: string
          digest: string
          id?: string
          issued_at?: string
          number?: never
          previous_digest?: string | null
          request_id?: string | null
          run_id: string
        }
        Update: {
          content?: Json
          customer_id?: string
          digest?: string
          id?: string
          issued_at?: string
          number?: never
          previous_digest?: string | null
          request_id?: string | null
          run_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "erasure_certificates_run_id_fkey"
            columns: ["run_id"]
            isOneToOne: true
            referencedRelation: "erasure_runs"
            referencedColumns: ["id"]
          },
        ]
      }
      erasure_notices: {
        Row: {
          processor: string
          recorded_at: string
          recorded_by: string | null
          reference: string | null
          run_id: string
          told_at: string
        }
        Insert: {
          processor: string
          recorded_at?: string
          recorded_by?: string | null
          reference?: string | null
          run_id: string
          told_at: string
        }
        Update: {
          processor?: string
          recorded_at?: string
          recorded_by?: string | null
          reference?: string | null
          run_id?: string
          told_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "erasure_notices_recorded_by_fkey"
            columns: ["recorded_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "erasure_notices_run_id_fkey"
            columns: ["run_id"]
            isOneToOne: false
            referencedRelation: "erasure_runs"
            referencedColumns: ["id"]
          },
        ]
      }
      erasure_previews: {
        Row: {
          counts: Json
          customer_id: string
          digest: string
          id: string
          made_at: string
          made_by: string | null
          request_id: string
          samples: Json
        }
        Insert: {
          counts: Json
          customer_id: string
          digest: string
          id?: string
          made_at?: string
          made_by?: string | null
          request_id: string
          samples: Json
        }
        Update: {
          counts?: Json
          customer_id?: string
          digest?: string
          id?: string
          made_at?: string
          made_by?: string | null
          request_id?: string
          samples?: Json
        }
        Relationships: [
          {
            foreignKeyName: "erasure_previews_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "erasure_previews_made_by_fkey"
            columns: ["made_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "erasure_previews_request_id_fkey"
            columns: ["request_id"]
            isOneToOne: false
            referencedRelation: "privacy_requests"
            referencedColumns: ["id"]
          },
        ]
      }
      erasure_runs: {
        Row: {
          approved_at: string
          approved_by: string | null
          customer_id: string
          elsewhere: Json
          error_code: string | null
          failed_step: string | null
          fenced_at: string | null
          findings: Json
          finished_at: string | null
          id: string
          policy_version: number
          preview_id: string | null
          reason: string
          request_id: string | null
          second_at: string | null
          second_by: string | null
          state: string
          updated_at: string
        }
        Insert: {
          approved_at?: string
          approved_by?: string | null
          customer_id: string
          elsewhere?: Json
          error_code?: string | null
          failed_step?: string | null
          fenced_at?: string | null
          findings?: Json
          finished_at?: string | null
          id?: string
          policy_version: number
          preview_id?: string | null
          reason?: string
          request_id?: string | null
          second_at?: string | null
          second_by?: string | null
          state?: string
          updated_at?: string
        }
        Update: {
          approved_at?: string
          approved_by?: string | null
          customer_id?: string
          elsewhere?: Json
          error_code?: string | null
          failed_step?: string | null
          fenced_at?: string | null
          findings?: Json
          finished_at?: string | null
          id?: string
          policy_version?: number
          preview_id?: string | null
          reason?: string
          request_id?: string | null
          second_at?: string | null
          second_by?: string | null
          state?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "erasure_runs_approved_by_fkey"
            columns: ["approved_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "erasure_runs_preview_id_fkey"
            columns: ["preview_id"]
            isOneToOne: false
            referencedRelation: "erasure_previews"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "erasure_runs_request_id_fkey"
            columns: ["request_id"]
            isOneToOne: false
            referencedRelation: "privacy_requests"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "erasure_runs_second_by_fkey"
            columns: ["second_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      erasure_steps: {
        Row: {
          attempts: number
          count: number
          cursor: Json
          error_code: string | null
          finished_at: string | null
          position: number
          run_id: string
          started_at: string | null
          state: string
          store: string
        }
        Insert: {
          attempts?: number
          count?: number
          cursor?: Json
          error_code?: string | null
          finished_at?: string | null
          position: number
          run_id: string
          started_at?: string | null
          state?: string
          store: string
        }
        Update: {
          attempts?: number
          count?: number
          cursor?: Json
          error_code?: string | null
          finished_at?: string | null
          position?: number
          run_id?: string
          started_at?: string | null
          state?: string
          store?: string
        }
        Relationships: [
          {
            foreignKeyName: "erasure_steps_run_id_fkey"
            columns: ["run_id"]
            isOneToOne: false
            referencedRelation: "erasure_runs"
            referencedColumns: ["id"]
          },
        ]
      }
      erasure_targets: {
        Row: {
          kind: string
          run_id: string
          settled: boolean
          value: string
        }
        Insert: {
          kind: string
          run_id: string
          settled?: boolean
          value: string
        }
        Update: {
          kind?: string
          run_id?: string
          settled?: boolean
          value?: string
        }
        Relationships: [
          {
            foreignKeyName: "erasure_targets_run_id_fkey"
            columns: ["run_id"]
            isOneToOne: false
            referencedRelation: "erasure_runs"
            referencedColumns: ["id"]
          },
        ]
      }
      hourly_figures: {
        Row: {
          bot_messages: number
          cached_tokens: number
          cost_usd: number
          failed_sends: number
          handed_over: number
          hour: string
          input_tokens: number
          opted_in: number
          opted_out: number
          output_tokens: number
          received: number
          replies: number
          rolled_at: string
          staff_messages: number
        }
        Insert: {
          bot_messages?: number
          cached_tokens?: number
          cost_usd?: number
          failed_sends?: number
          handed_over?: number
          hour: string
          input_tokens?: number
          opted_in?: number
          opted_out?: number
          output_tokens?: number
          received?: number
          replies?: number
          rolled_at?: string
          staff_messages?: number
        }
        Update: {
          bot_messages?: number
          cached_tokens?: number
          cost_usd?: number
          failed_sends?: number
          handed_over?: number
          hour?: string
          input_tokens?: number
          opted_in?: number
          opted_out?: number
          output_tokens?: number
          received?: number
          replies?: number
          rolled_at?: string
          staff_messages?: number
        }
        Relationships: []
      }
      hourly_hand_overs: {
        Row: {
          hand_overs: number
          hour: string
          reason: string
        }
        Insert: {
          hand_overs: number
          hour: string
          reason: string
        }
        Update: {
          hand_overs?: number
          hour?: string
          reason?: string
        }
        Relationships: [
          {
            foreignKeyName: "hourly_hand_overs_hour_fkey"
            columns: ["hour"]
            isOneToOne: false
            referencedRelation: "hourly_figures"
            referencedColumns: ["hour"]
          },
        ]
      }
      hourly_reply_times: {
        Row: {
          bucket: number
          hour: string
          replies: number
        }
        Insert: {
          bucket: number
          hour: string
          replies: number
        }
        Update: {
          bucket?: number
          hour?: string
          replies?: number
        }
        Relationships: [
          {
            foreignKeyName: "hourly_reply_times_hour_fkey"
            columns: ["hour"]
            isOneToOne: false
            referencedRelation: "hourly_figures"
            referencedColumns: ["hour"]
          },
        ]
      }
      identity_checks: {
        Row: {
          attempts: number
          code_hash: string | null
          created_at: string
          customer_id: string
          evidence: string | null
          expires_at: string | null
          id: string
          identity_id: string | null
          made_by: string | null
          manual_how: string | null
          message_id: string | null
          method: string
          request_id: string
          settled_at: string | null
          state: string
        }
        Insert: {
          attempts?: number
          code_hash?: string | null
          created_at?: string
          customer_id: string
          evidence?: string | null
          expires_at?: string | null
          id?: string
          identity_id?: string | null
          made_by?: string | null
          manual_how?: string | null
          message_id?: string | null
          method: string
          request_id: string
          settled_at?: string | null
          state?: string
        }
        Update: {
          attempts?: number
          code_hash?: string | null
          created_at?: string
          customer_id?: string
          evidence?: string | null
          expires_at?: string | null
          id?: string
          identity_id?: string | null
          made_by?: string | null
          manual_how?: string | null
          message_id?: string | null
          method?: string
          request_id?: string
          settled_at?: string | null
          state?: string
        }
        Relationships: [
          {
            foreignKeyName: "identity_checks_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "identity_checks_identity_id_fkey"
            columns: ["identity_id"]
            isOneToOne: false
            referencedRelation: "customer_identities"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "identity_checks_made_by_fkey"
            columns: ["made_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "identity_checks_message_id_fkey"
            columns: ["message_id"]
            isOneToOne: false
            referencedRelation: "chat_messages"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "identity_checks_request_id_fkey"
            columns: ["request_id"]
            isOneToOne: false
            referencedRelation: "privacy_requests"
            referencedColumns: ["id"]
          },
        ]
      }
      identity_conflicts: {
        Row: {
          created_at: string
          customer_id: string
          id: string
          kind: string
          other_customer_id: string | null
          reason: string
          resolved_at: string | null
          resolved_by: string | null
          status: string
        }
        Insert: {
          created_at?: string
          customer_id: string
          id?: string
          kind: string
          other_customer_id?: string | null
          reason: string
          resolved_at?: string | null
          resolved_by?: string | null
          status?: string
        }
        Update: {
          created_at?: string
          customer_id?: string
          id?: string
          kind?: string
          other_customer_id?: string | null
          reason?: string
          resolved_at?: string | null
          resolved_by?: string | null
          status?: string
        }
        Relationships: [
          {
            foreignKeyName: "identity_conflicts_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "identity_conflicts_other_customer_id_fkey"
            columns: ["other_customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "identity_conflicts_resolved_by_fkey"
            columns: ["resolved_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      job_runs: {
        Row: {
          app_version: string | null
          attempts: number
          error_class: string | null
          error_code: string | null
          event_name: string | null
          failed_step: string | null
          finished_at: string | null
          function_id: string
          is_failure: boolean
          lease_until: string
          max_attempts: number | null
          outcome: string | null
          requests: Json
          retried_at: string | null
          retried_by: string | null
          run_id: string
          seen_at: string | null
          seen_by: string | null
          started_at: string
          state: string
          step_gave_up: boolean
          steps_done: number
          steps_failed: number
          subject_id: string | null
          subject_kind: string | null
          updated_at: string
        }
        Insert: {
          app_version?: string | null
          attempts?: number
          error_class?: string | null
          error_code?: string | null
          event_name?: string | null
          failed_step?: string | null
          finished_at?: string | null
          function_id: string
          is_failure?: boolean
          lease_until: string
          max_attempts?: number | null
          outcome?: string | null
          requests?: Json
          retried_at?: string | null
          retried_by?: string | null
          run_id: string
          seen_at?: string | null
          seen_by?: string | null
          started_at: string
          state: string
          step_gave_up?: boolean
          steps_done?: number
          steps_failed?: number
          subject_id?: string | null
          subject_kind?: string | null
          updated_at?: string
        }
        Update: {
          app_version?: string | null
          attempts?: number
          error_class?: string | null
          error_code?: string | null
          event_name?: string | null
          failed_step?: string | null
          finished_at?: string | null
          function_id?: string
          is_failure?: boolean
          lease_until?: string
          max_attempts?: number | null
          outcome?: string | null
          requests?: Json
          retried_at?: string | null
          retried_by?: string | null
          run_id?: string
          seen_at?: string | null
          seen_by?: string | null
          started_at?: string
          state?: string
          step_gave_up?: boolean
          steps_done?: number
          steps_failed?: number
          subject_id?: string | null
          subject_kind?: string | null
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "job_runs_retried_by_fkey"
            columns: ["retried_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "job_runs_seen_by_fkey"
            columns: ["seen_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      knowledge_articles: {
        Row: {
          article_id: string
          based_on: number | null
          body: string
          created_at: string
          created_by: string | null
          id: string
          is_head: boolean
          is_sample: boolean
          language: string
          note: string
          published_at: string | null
          published_by: string | null
          retire_note: string
          retired_at: string | null
          retired_by: string | null
          revision: number
          routes: string[]
          search: unknown
          state: string
          tags: string[]
          title: string
          updated_at: string
          version: number
        }
        Insert: {
          article_id: string
          based_on?: number | null
          body: string
          created_at?: string
          created_by?: string | null
          id?: string
          is_head?: boolean
          is_sample?: boolean
          language?: string
          note?: string
          published_at?: string | null
          published_by?: string | null
          retire_note?: string
          retired_at?: string | null
          retired_by?: string | null
          revision?: number
          routes?: string[]
          search?: unknown
          state?: string
          tags?: string[]
          title: string
          updated_at?: string
          version: number
        }
        Update: {
          article_id?: string
          based_on?: number | null
          body?: string
          created_at?: string
          created_by?: string | null
          id?: string
          is_head?: boolean
          is_sample?: boolean
          language?: string
          note?: string
          published_at?: string | null
          published_by?: string | null
          retire_note?: string
          retired_at?: string | null
          retired_by?: string | null
          revision?: number
          routes?: string[]
          search?: unknown
          state?: string
          tags?: string[]
          title?: string
          updated_at?: string
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: "knowledge_articles_created_by_fkey"
            columns: ["created_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "knowledge_articles_published_by_fkey"
            columns: ["published_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "knowledge_articles_retired_by_fkey"
            columns: ["retired_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      legal_holds: {
        Row: {
          customer_id: string
          id: string
          placed_at: string
          placed_by: string | null
          reason: string
          release_note: string | null
          released_at: string | null
          released_by: string | null
          review_on: string
        }
        Insert: {
          customer_id: string
          id?: string
          placed_at?: string
          placed_by?: string | null
          reason: string
          release_note?: string | null
          released_at?: string | null
          released_by?: string | null
          review_on: string
        }
        Update: {
          customer_id?: string
          id?: string
          placed_at?: string
          placed_by?: string | null
          reason?: string
          release_note?: string | null
          released_at?: string | null
          released_by?: string | null
          review_on?: string
        }
        Relationships: [
          {
            foreignKeyName: "legal_holds_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "legal_holds_placed_by_fkey"
            columns: ["placed_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "legal_holds_released_by_fkey"
            columns: ["released_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      list_changes: {
        Row: {
          at: string
          id: number
          list: string
          xid: unknown
        }
        Insert: {
          at?: string
          id?: number
          list: string
          xid?: unknown
        }
        Update: {
          at?: string
          id?: number
          list?: string
          xid?: unknown
        }
        Relationships: []
      }
      media_cleanup_runs: {
        Row: {
          finished_at: string | null
          heartbeat_at: string
          held: number
          id: string
          missing_found: number
          objects_removed: number
          orphans_found: number
          phase: string
          position: string | null
          refetches: number
          rows_removed: number
          settings: Json
          started_at: string
          state: string
          trigger: string
        }
        Insert: {
          finished_at?: string | null
          heartbeat_at?: string
          held?: number
          id?: string
          missing_found?: number
          objects_removed?: number
          orphans_found?: number
          phase?: string
          position?: string | null
          refetches?: number
          rows_removed?: number
          settings: Json
          started_at?: string
          state?: string
          trigger: string
        }
        Update: {
          finished_at?: string | null
          heartbeat_at?: string
          held?: number
          id?: string
          missing_found?: number
          objects_removed?: number
          orphans_found?: number
          phase?: string
          position?: string | null
          refetches?: number
          rows_removed?: number
          settings?: Json
          started_at?: string
          state?: string
          trigger?: string
        }
        Relationships: []
      }
      media_objects_to_remove: {
        Row: {
          attempts: number
          due_at: string
          path: string
          purge_id: string | null
          reason: string
          removed_at: string | null
          repeat_at: string | null
          requested_at: string
        }
        Insert: {
          attempts?: number
          due_at?: string
          path: string
          purge_id?: string | null
          reason?: string
          removed_at?: string | null
          repeat_at?: string | null
          requested_at?: string
        }
        Update: {
          attempts?: number
          due_at?: string
          path?: string
          purge_id?: string | null
          reason?: string
          removed_at?: string | null
          repeat_at?: string | null
          requested_at?: string
        }
        Relationships: []
      }
      media_purges: {
        Row: {
          customer_id: string | null
          finished_at: string | null
          id: string
          media_ids: string[] | null
          removed: number
          requested_at: string
          requested_by: string | null
          session_id: string | null
          state: string
          total: number
        }
        Insert: {
          customer_id?: string | null
          finished_at?: string | null
          id?: string
          media_ids?: string[] | null
          removed?: number
          requested_at?: string
          requested_by?: string | null
          session_id?: string | null
          state?: string
          total: number
        }
        Update: {
          customer_id?: string | null
          finished_at?: string | null
          id?: string
          media_ids?: string[] | null
          removed?: number
          requested_at?: string
          requested_by?: string | null
          session_id?: string | null
          state?: string
          total?: number
        }
        Relationships: [
          {
            foreignKeyName: "media_purges_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "media_purges_requested_by_fkey"
            columns: ["requested_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      message_embeddings: {
        Row: {
          chunk_count: number
          chunk_index: number
          chunk_text: string
          content_hash: string
          created_at: string
          customer_id: string
          dimensions: number | null
          embedding: string | null
          end_token: number
          mentions_time: boolean
          message_id: string
          model: string | null
          search: unknown
          seq: number
          session_id: string
          start_token: number
          words: number
        }
        Insert: {
          chunk_count: number
          chunk_index: number
          chunk_text: string
          content_hash: string
          created_at?: string
          customer_id: string
          dimensions?: number | null
          embedding?: string | null
          end_token: number
          mentions_time: boolean
          message_id: string
          model?: string | null
          search: unknown
          seq: number
          session_id: string
          start_token: number
          words: number
        }
        Update: {
          chunk_count?: number
          chunk_index?: number
          chunk_text?: string
          content_hash?: string
          created_at?: string
          customer_id?: string
          dimensions?: number | null
          embedding?: string | null
          end_token?: number
          mentions_time?: boolean
          message_id?: string
          model?: string | null
          search?: unknown
          seq?: number
          session_id?: string
          start_token?: number
          words?: number
        }
        Relationships: [
          {
            foreignKeyName: "message_embeddings_message_id_fkey"
            columns: ["message_id"]
            isOneToOne: false
            referencedRelation: "chat_messages"
            referencedColumns: ["id"]
          },
        ]
      }
      message_search: {
        Row: {
          seq: number
          words: unknown
        }
        Insert: {
          seq: number
          words: unknown
        }
        Update: {
          seq?: number
          words?: unknown
        }
        Relationships: [
          {
            foreignKeyName: "message_search_seq_fkey"
            columns: ["seq"]
            isOneToOne: true
            referencedRelation: "chat_messages"
            referencedColumns: ["seq"]
          },
        ]
      }
      message_templates: {
        Row: {
          body: string
          category: string | null
          components: Json
          gone_at: string | null
          id: string
          language: string
          name: string
          status: string | null
          synced_at: string
          variable_count: number
        }
        Insert: {
          body: string
          category?: string | null
          components: Json
          gone_at?: string | null
          id?: string
          language: string
          name: string
          status?: string | null
          synced_at?: string
          variable_count: number
        }
        Update: {
          body?: string
          category?: string | null
          components?: Json
          gone_at?: string | null
          id?: string
          language?: string
          name?: string
          status?: string | null
          synced_at?: string
          variable_count?: number
        }
        Relationships: []
      }
      metric_cursor: {
        Row: {
          counted_upto: string
          is_only: boolean
        }
        Insert: {
          counted_upto: string
          is_only?: boolean
        }
        Update: {
          counted_upto?: string
          is_only?: boolean
        }
        Relationships: []
      }
      metric_totals: {
        Row: {
          labels: Json
          name: string
          value: number
        }
        Insert: {
          labels?: Json
          name: string
          value: number
        }
        Update: {
          labels?: Json
          name?: string
          value?: number
        }
        Relationships: []
      }
      privacy_export_parts: {
        Row: {
          done: number
          export_id: string
          part: string
          position: number
          total: number
        }
        Insert: {
          done?: number
          export_id: string
          part: string
          position: number
          total?: number
        }
        Update: {
          done?: number
          export_id?: string
          part?: string
          position?: number
          total?: number
        }
        Relationships: [
          {
            foreignKeyName: "privacy_export_parts_export_id_fkey"
            columns: ["export_id"]
            isOneToOne: false
            referencedRelation: "privacy_exports"
            referencedColumns: ["id"]
          },
        ]
      }
      privacy_export_removals: {
        Row: {
          due_at: string
          path: string
          removed_at: string | null
          repeat_at: string | null
          requested_at: string
        }
        Insert: {
          due_at?: string
          path: string
          removed_at?: string | null
          repeat_at?: string | null
          requested_at?: string
        }
        Update: {
          due_at?: string
          path?: string
          removed_at?: string | null
          repeat_at?: string | null
          requested_at?: string
        }
        Relationships: []
      }
      privacy_exports: {
        Row: {
          attempts: number
          checksum: string | null
          claim: string | null
          created_at: string
          customer_id: string
          downloads: number
          error_code: string | null
          expires_at: string | null
          file_size: number | null
          finished_at: string | null
          id: string
          last_download_at: string | null
          lease_until: string | null
          link_hash: string | null
          link_made_at: string | null
          link_message_id: string | null
          made_by: string | null
          missing_files: number
          object_path: string | null
          request_id: string
          state: string
        }
        Insert: {
          attempts?: number
          checksum?: string | null
          claim?: string | null
          created_at?: string
          customer_id: string
          downloads?: number
          error_code?: string | null
          expires_at?: string | null
          file_size?: number | null
          finished_at?: string | null
          id?: string
          last_download_at?: string | null
          lease_until?: string | null
          link_hash?: string | null
          link_made_at?: string | null
          link_message_id?: string | null
          made_by?: string | null
          missing_files?: number
          object_path?: string | null
          request_id: string
          state?: string
        }
        Update: {
          attempts?: number
          checksum?: string | null
          claim?: string | null
          created_at?: string
          customer_id?: string
          downloads?: number
          error_code?: string | null
          expires_at?: string | null
          file_size?: number | null
          finished_at?: string | null
          id?: string
          last_download_at?: string | null
          lease_until?: string | null
          link_hash?: string | null
          link_made_at?: string | null
          link_message_id?: string | null
          made_by?: string | null
          missing_files?: number
          object_path?: string | null
          request_id?: string
          state?: string
        }
        Relationships: [
          {
            foreignKeyName: "privacy_exports_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "privacy_exports_link_message_id_fkey"
            columns: ["link_message_id"]
            isOneToOne: false
            referencedRelation: "chat_messages"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "privacy_exports_made_by_fkey"
            columns: ["made_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "privacy_exports_request_id_fkey"
            columns: ["request_id"]
            isOneToOne: false
            referencedRelation: "privacy_requests"
            referencedColumns: ["id"]
          },
        ]
      }
      privacy_request_events: {
        Row: {
          at: string
          by_staff: string | null
          customer_id: string
          detail: Json
          event: string
          id: string
          request_id: string
        }
        Insert: {
          at?: string
          by_staff?: string | null
          customer_id: string
          detail?: Json
          event: string
          id?: string
          request_id: string
        }
        Update: {
          at?: string
          by_staff?: string | null
          customer_id?: string
          detail?: Json
          event?: string
          id?: string
          request_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "privacy_request_events_by_staff_fkey"
            columns: ["by_staff"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "privacy_request_events_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "privacy_request_events_request_id_fkey"
            columns: ["request_id"]
            isOneToOne: false
            referencedRelation: "privacy_requests"
            referencedColumns: ["id"]
          },
        ]
      }
      privacy_request_notes: {
        Row: {
          author_id: string | null
          body: string
          created_at: string
          customer_id: string
          id: string
          request_id: string
        }
        Insert: {
          author_id?: string | null
          body: string
          created_at?: string
          customer_id: string
          id: string
          request_id: string
        }
        Update: {
          author_id?: string | null
          body?: string
          created_at?: string
          customer_id?: string
          id?: string
          request_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "privacy_request_notes_author_id_fkey"
            columns: ["author_id"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "privacy_request_notes_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "privacy_request_notes_request_id_fkey"
            columns: ["request_id"]
            isOneToOne: false
            referencedRelation: "privacy_requests"
            referencedColumns: ["id"]
          },
        ]
      }
      privacy_requests: {
        Row: {
          assigned_to: string | null
          channel: string
          client_key: string | null
          closed_at: string | null
          closed_by: string | null
          code_wanted_at: string | null
          customer_id: string
          due_at: string
          due_soon_at: string | null
          extended_at: string | null
          extension_reason: string | null
          extension_told: string | null
          id: string
          identity_verified_at: string | null
          kind: string
          merged_into: string | null
          number: number
          opened_at: string
          opened_by: string | null
          outcome: Json
          overdue_at: string | null
          paused_at: string | null
          paused_days: number
          received_at: string
          refused_reason: string | null
          session_id: string | null
          state: string
          turn_id: string | null
          updated_at: string
          wish: string | null
        }
        Insert: {
          assigned_to?: string | null
          channel: string
          client_key?: string | null
          closed_at?: string | null
          closed_by?: string | null
          code_wanted_at?: string | null
          customer_id: string
          due_at: string
          due_soon_at?: string | null
          extended_at?: string | null
          extension_reason?: string | null
          extension_told?: string | null
          id?: string
          identity_verified_at?: string | null
          kind: string
          merged_into?: string | null
          number?: never
          opened_at?: string
          opened_by?: string | null
          outcome?: Json
          overdue_at?: string | null
          paused_at?: string | null
          paused_days?: number
          received_at?: string
          refused_reason?: string | null
          session_id?: string | null
          state?: string
          turn_id?: string | null
          updated_at?: string
          wish?: string | null
        }
        Update: {
          assigned_to?: string | null
          channel?: string
          client_key?: string | null
          closed_at?: string | null
          closed_by?: string | null
          code_wanted_at?: string | null
          customer_id?: string
          due_at?: string
          due_soon_at?: string | null
          extended_at?: string | null
          extension_reason?: string | null
          extension_told?: string | null
          id?: string
          identity_verified_at?: string | null
          kind?: string
          merged_into?: string | null
          number?: never
          opened_at?: string
          opened_by?: string | null
          outcome?: Json
          overdue_at?: string | null
          paused_at?: string | null
          paused_days?: number
          received_at?: string
          refused_reason?: string | null
          session_id?: string | null
          state?: string
          turn_id?: string | null
          updated_at?: string
          wish?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "privacy_requests_assigned_to_fkey"
            columns: ["assigned_to"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "privacy_requests_closed_by_fkey"
            columns: ["closed_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "privacy_requests_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "privacy_requests_merged_into_fkey"
            columns: ["merged_into"]
            isOneToOne: false
            referencedRelation: "privacy_requests"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "privacy_requests_opened_by_fkey"
            columns: ["opened_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "privacy_requests_session_id_fkey"
            columns: ["session_id"]
            isOneToOne: false
            referencedRelation: "chat_sessions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "privacy_requests_turn_id_fkey"
            columns: ["turn_id"]
            isOneToOne: false
            referencedRelation: "agent_turns"
            referencedColumns: ["id"]
          },
        ]
      }
      read_marks: {
        Row: {
          marked_at: string
          upto_seq: number
          user_id: string
        }
        Insert: {
          marked_at?: string
          upto_seq: number
          user_id: string
        }
        Update: {
          marked_at?: string
          upto_seq?: number
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "read_marks_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: true
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      recall_hits: {
        Row: {
          chunk_count: number
          chunk_index: number
          created_at: string
          cut_reason: string | null
          injected: boolean
          lexical: number | null
          message_id: string
          rank: number
          score: number
          similarity: number | null
          turn_id: string
        }
        Insert: {
          chunk_count: number
          chunk_index: number
          created_at?: string
          cut_reason?: string | null
          injected: boolean
          lexical?: number | null
          message_id: string
          rank: number
          score: number
          similarity?: number | null
          turn_id: string
        }
        Update: {
          chunk_count?: number
          chunk_index?: number
          created_at?: string
          cut_reason?: string | null
          injected?: boolean
          lexical?: number | null
          message_id?: string
          rank?: number
          score?: number
          similarity?: number | null
          turn_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "recall_hits_message_id_fkey"
            columns: ["message_id"]
            isOneToOne: false
            referencedRelation: "chat_messages"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "recall_hits_turn_id_fkey"
            columns: ["turn_id"]
            isOneToOne: false
            referencedRelation: "agent_turns"
            referencedColumns: ["id"]
          },
        ]
      }
      reembed_runs: {
        Row: {
          before_seq: number
          finished_at: string | null
          heartbeat_at: string
          id: string
          model: string
          queued: number
          started_at: string
          started_by: string | null
          state: string
          total: number
        }
        Insert: {
          before_seq: number
          finished_at?: string | null
          heartbeat_at?: string
          id?: string
          model: string
          queued?: number
          started_at?: string
          started_by?: string | null
          state?: string
          total: number
        }
        Update: {
          before_seq?: number
          finished_at?: string | null
          heartbeat_at?: string
          id?: string
          model?: string
          queued?: number
          started_at?: string
          started_by?: string | null
          state?: string
          total?: number
        }
        Relationships: [
          {
            foreignKeyName: "reembed_runs_started_by_fkey"
            columns: ["started_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      retention_runs: {
        Row: {
          batches: number
          class: string | null
          finished_at: string | null
          heartbeat_at: string | null
          id: string
          kept: Json
          position: Json | null
          removed: Json
          requested_at: string
          requested_by: string | null
          settings: Json | null
          started_at: string | null
          state: string
          trigger: string
        }
        Insert: {
          batches?: number
          class?: string | null
          finished_at?: string | null
          heartbeat_at?: string | null
          id?: string
          kept?: Json
          position?: Json | null
          removed?: Json
          requested_at?: string
          requested_by?: string | null
          settings?: Json | null
          started_at?: string | null
          state?: string
          trigger: string
        }
        Update: {
          batches?: number
          class?: string | null
          finished_at?: string | null
          heartbeat_at?: string | null
          id?: string
          kept?: Json
          position?: Json | null
          removed?: Json
          requested_at?: string
          requested_by?: string | null
          settings?: Json | null
          started_at?: string | null
          state?: string
          trigger?: string
        }
        Relationships: [
          {
            foreignKeyName: "retention_runs_requested_by_fkey"
            columns: ["requested_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      saved_views: {
        Row: {
          created_at: string
          id: string
          name: string
          owner_id: string
          query: string
          shared: boolean
          updated_at: string
        }
        Insert: {
          created_at?: string
          id: string
          name: string
          owner_id: string
          query: string
          shared?: boolean
          updated_at?: string
        }
        Update: {
          created_at?: string
          id?: string
          name?: string
          owner_id?: string
          query?: string
          shared?: boolean
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "saved_views_owner_id_fkey"
            columns: ["owner_id"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      send_attempts: {
        Row: {
          attempt_no: number
          delivered_at: string | null
          error_code: number | null
          error_reason: string | null
          failed_at: string | null
          id: string
          is_guess: boolean
          lease_until: string
          message_id: string
          played_at: string | null
          pricing: Json | null
          read_at: string | null
          sent_at: string | null
          started_at: string
          state: string
          unknown_at: string | null
          wa_message_id: string | null
        }
        Insert: {
          attempt_no: number
          delivered_at?: string | null
          error_code?: number | null
          error_reason?: string | null
          failed_at?: string | null
          id?: string
          is_guess?: boolean
          lease_until: string
          message_id: string
          played_at?: string | null
          pricing?: Json | null
          read_at?: string | null
          sent_at?: string | null
          started_at?: string
          state?: string
          unknown_at?: string | null
          wa_message_id?: string | null
        }
        Update: {
          attempt_no?: number
          delivered_at?: string | null
          error_code?: number | null
          error_reason?: string | null
          failed_at?: string | null
          id?: string
          is_guess?: boolean
          lease_until?: string
          message_id?: string
          played_at?: string | null
          pricing?: Json | null
          read_at?: string | null
          sent_at?: string | null
          started_at?: string
          state?: string
          unknown_at?: string | null
          wa_message_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "send_attempts_message_id_fkey"
            columns: ["message_id"]
            isOneToOne: false
            referencedRelation: "chat_messages"
            referencedColumns: ["id"]
          },
        ]
      }
      send_pacing: {
        Row: {
          phone_number_id: string
          touched_at: string
        }
        Insert: {
          phone_number_id: string
          touched_at?: string
        }
        Update: {
          phone_number_id?: string
          touched_at?: string
        }
        Relationships: []
      }
      send_stops: {
        Row: {
          ended_at: string | null
          ended_by: string | null
          error_code: number | null
          id: string
          phone_number_id: string
          started_at: string
        }
        Insert: {
          ended_at?: string | null
          ended_by?: string | null
          error_code?: number | null
          id?: string
          phone_number_id: string
          started_at?: string
        }
        Update: {
          ended_at?: string | null
          ended_by?: string | null
          error_code?: number | null
          id?: string
          phone_number_id?: string
          started_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "send_stops_ended_by_fkey"
            columns: ["ended_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      session_notes: {
        Row: {
          after_seq: number
          author_id: string | null
          body: string
          created_at: string
          customer_id: string
          deleted_at: string | null
          edited_at: string | null
          id: string
          session_id: string
          updated_at: string
        }
        Insert: {
          after_seq: number
          author_id?: string | null
          body: string
          created_at?: string
          customer_id: string
          deleted_at?: string | null
          edited_at?: string | null
          id: string
          session_id: string
          updated_at?: string
        }
        Update: {
          after_seq?: number
          author_id?: string | null
          body?: string
          created_at?: string
          customer_id?: string
          deleted_at?: string | null
          edited_at?: string | null
          id?: string
          session_id?: string
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "session_notes_author_id_fkey"
            columns: ["author_id"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "session_notes_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "session_notes_session_id_fkey"
            columns: ["session_id"]
            isOneToOne: false
            referencedRelation: "chat_sessions"
            referencedColumns: ["id"]
          },
        ]
      }
      session_presence: {
        Row: {
          activity: string
          seen_at: string
          session_id: string
          staff_id: string
        }
        Insert: {
          activity: string
          seen_at?: string
          session_id: string
          staff_id: string
        }
        Update: {
          activity?: string
          seen_at?: string
          session_id?: string
          staff_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "session_presence_session_id_fkey"
            columns: ["session_id"]
            isOneToOne: false
            referencedRelation: "chat_sessions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "session_presence_staff_id_fkey"
            columns: ["staff_id"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      session_reads: {
        Row: {
          read_at: string
          session_id: string
          upto_seq: number
          user_id: string
        }
        Insert: {
          read_at?: string
          session_id: string
          upto_seq: number
          user_id: string
        }
        Update: {
          read_at?: string
          session_id?: string
          upto_seq?: number
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "session_reads_session_id_fkey"
            columns: ["session_id"]
            isOneToOne: false
            referencedRelation: "chat_sessions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "session_reads_user_id_fkey"
            columns: ["user_id"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
      session_summaries: {
        Row: {
          base_id: string | null
          cached_tokens: number
          content: Json
          cost_usd: number | null
          created_at: string
          customer_id: string
          cut_count: number
          dropped_count: number
          evicted_count: number
          fence: number
          from_seq: number
          id: string
          input_tokens: number
          latency_ms: number | null
          left_out_count: number
          message_count: number
          model: string
          output_tokens: number
          rendered_text: string
          session_id: string
          upto_seq: number
          version: number
        }
        Insert: {
          base_id?: string | null
          cached_tokens?: number
          content: Json
          cost_usd?: number | null
          created_at?: string
          customer_id: string
          cut_count?: number
          dropped_count?: number
          evicted_count?: number
          fence: number
          from_seq: number
          id?: string
          input_tokens?: number
          latency_ms?: number | null
          left_out_count?: number
          message_count: number
          model: string
          output_tokens?: number
          rendered_text: string
          session_id: string
          upto_seq: number
          version: number
        }
        Update: {
          base_id?: string | null
          cached_tokens?: number
          content?: Json
          cost_usd?: number | null
          created_at?: string
          customer_id?: string
          cut_count?: number
          dropped_count?: number
          evicted_count?: number
          fence?: number
          from_seq?: number
          id?: string
          input_tokens?: number
          latency_ms?: number | null
          left_out_count?: number
          message_count?: number
          model?: string
          output_tokens?: number
          rendered_text?: string
          session_id?: string
          upto_seq?: number
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: "session_summaries_base_id_fkey"
            columns: ["base_id"]
            isOneToOne: false
            referencedRelation: "session_summaries"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "session_summaries_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "session_summaries_session_id_fkey"
            columns: ["session_id"]
            isOneToOne: false
            referencedRelation: "chat_sessions"
            referencedColumns: ["id"]
          },
        ]
      }
      sign_in_attempts: {
        Row: {
          account_key: string
          address_key: string | null
          at: string
          id: string
          kind: string
          succeeded: boolean
        }
        Insert: {
          account_key: string
          address_key?: string | null
          at?: string
          id?: string
          kind: string
          succeeded?: boolean
        }
        Update: {
          account_key?: string
          address_key?: string | null
          at?: string
          id?: string
          kind?: string
          succeeded?: boolean
        }
        Relationships: []
      }
      staff: {
        Row: {
          active: boolean
          created_at: string
          display_name: string
          role: string
          updated_at: string
          user_id: string
        }
        Insert: {
          active?: boolean
          created_at?: string
          display_name: string
          role: string
          updated_at?: string
          user_id: string
        }
        Update: {
          active?: boolean
          created_at?: string
          display_name?: string
          role?: string
          updated_at?: string
          user_id?: string
        }
        Relationships: []
      }
      support_tickets: {
        Row: {
          assigned_to: string | null
          category: string
          closed_at: string | null
          created_at: string
          customer_id: string
          escalated: boolean
          first_response_at: string | null
          id: string
          journey_stage: string | null
          last_activity_at: string
          number: number
          opened_by: string
          opened_by_staff: string | null
          priority: string
          priority_rank: number
          reference: string
          resolved_at: string | null
          search: unknown
          sentiment: string
          session_id: string | null
          status: string
          subject: string
          summary: string
          turn_id: string | null
          updated_at: string
        }
        Insert: {
          assigned_to?: string | null
          category: string
          closed_at?: string | null
          created_at?: string
          customer_id: string
          escalated?: boolean
          first_response_at?: string | null
          id?: string
          journey_stage?: string | null
          last_activity_at?: string
          number?: number
          opened_by: string
          opened_by_staff?: string | null
          priority?: string
          priority_rank?: number
          reference?: string
          resolved_at?: string | null
          search?: unknown
          sentiment?: string
          session_id?: string | null
          status?: string
          subject: string
          summary: string
          turn_id?: string | null
          updated_at?: string
        }
        Update: {
          assigned_to?: string | null
          category?: string
          closed_at?: string | null
          created_at?: string
          customer_id?: string
          escalated?: boolean
          first_response_at?: string | null
          id?: string
          journey_stage?: string | null
          last_activity_at?: string
          number?: number
          opened_by?: string
          opened_by_staff?: string | null
          priority?: string
          priority_rank?: number
          reference?: string
          resolved_at?: string | null
          search?: unknown
          sentiment?: string
          session_id?: string | null
          status?: string
          subject?: string
          summary?: string
          turn_id?: string | null
          updated_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "support_tickets_assigned_to_fkey"
            columns: ["assigned_to"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "support_tickets_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "support_tickets_opened_by_staff_fkey"
            columns: ["opened_by_staff"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "support_tickets_session_id_fkey"
            columns: ["session_id"]
            isOneToOne: false
            referencedRelation: "chat_sessions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "support_tickets_turn_id_fkey"
            columns: ["turn_id"]
            isOneToOne: false
            referencedRelation: "agent_turns"
            referencedColumns: ["id"]
          },
        ]
      }
      suppressions: {
        Row: {
          consent_status: string
          created_at: string
          erased_at: string
          expires_at: string | null
          hash: string
          kind: string
          marketing_status: string
        }
        Insert: {
          consent_status?: string
          created_at?: string
          erased_at: string
          expires_at?: string | null
          hash: string
          kind: string
          marketing_status?: string
        }
        Update: {
          consent_status?: string
          created_at?: string
          erased_at?: string
          expires_at?: string | null
          hash?: string
          kind?: string
          marketing_status?: string
        }
        Relationships: []
      }
      ticket_messages: {
        Row: {
          audience: string
          author: string
          author_id: string | null
          body: string
          client_key: string | null
          created_at: string
          customer_id: string
          file_message_ids: string[]
          id: string
          message_id: string | null
          ticket_id: string
          turn_id: string | null
        }
        Insert: {
          audience: string
          author: string
          author_id?: string | null
          body: string
          client_key?: string | null
          created_at?: string
          customer_id: string
          file_message_ids?: string[]
          id?: string
          message_id?: string | null
          ticket_id: string
          turn_id?: string | null
        }
        Update: {
          audience?: string
          author?: string
          author_id?: string | null
          body?: string
          client_key?: string | null
          created_at?: string
          customer_id?: string
          file_message_ids?: string[]
          id?: string
          message_id?: string | null
          ticket_id?: string
          turn_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "ticket_messages_author_id_fkey"
            columns: ["author_id"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "ticket_messages_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "ticket_messages_message_id_fkey"
            columns: ["message_id"]
            isOneToOne: false
            referencedRelation: "chat_messages"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "ticket_messages_ticket_id_fkey"
            columns: ["ticket_id"]
            isOneToOne: false
            referencedRelation: "support_tickets"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "ticket_messages_turn_id_fkey"
            columns: ["turn_id"]
            isOneToOne: false
            referencedRelation: "agent_turns"
            referencedColumns: ["id"]
          },
        ]
      }
      tool_calls: {
        Row: {
          arguments: Json
          attempts: number
          created_at: string
          customer_id: string
          finished_at: string | null
          id: string
          key: string
          latency_ms: number | null
          outcome: string | null
          reason: string | null
          result: Json | null
          session_id: string
          state: string
          targets: string[]
          tool: string
          turn_id: string
          writes: boolean
        }
        Insert: {
          arguments: Json
          attempts?: number
          created_at?: string
          customer_id: string
          finished_at?: string | null
          id?: string
          key: string
          latency_ms?: number | null
          outcome?: string | null
          reason?: string | null
          result?: Json | null
          session_id: string
          state?: string
          targets?: string[]
          tool: string
          turn_id: string
          writes: boolean
        }
        Update: {
          arguments?: Json
          attempts?: number
          created_at?: string
          customer_id?: string
          finished_at?: string | null
          id?: string
          key?: string
          latency_ms?: number | null
          outcome?: string | null
          reason?: string | null
          result?: Json | null
          session_id?: string
          state?: string
          targets?: string[]
          tool?: string
          turn_id?: string
          writes?: boolean
        }
        Relationships: [
          {
            foreignKeyName: "tool_calls_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "tool_calls_session_id_fkey"
            columns: ["session_id"]
            isOneToOne: false
            referencedRelation: "chat_sessions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "tool_calls_turn_id_fkey"
            columns: ["turn_id"]
            isOneToOne: false
            referencedRelation: "agent_turns"
            referencedColumns: ["id"]
          },
        ]
      }
      tool_confirmations: {
        Row: {
          amount: number | null
          answer_message_id: string | null
          answered_at: string | null
          arguments: Json
          arguments_hash: string
          asked_message_id: string | null
          created_at: string
          currency: string | null
          customer_id: string
          expires_at: string
          id: string
          session_id: string
          state: string
          summary: string
          tool: string
          turn_id: string
          used_at: string | null
          used_by_key: string | null
          used_in_turn_id: string | null
        }
        Insert: {
          amount?: number | null
          answer_message_id?: string | null
          answered_at?: string | null
          arguments: Json
          arguments_hash: string
          asked_message_id?: string | null
          created_at?: string
          currency?: string | null
          customer_id: string
          expires_at: string
          id?: string
          session_id: string
          state?: string
          summary: string
          tool: string
          turn_id: string
          used_at?: string | null
          used_by_key?: string | null
          used_in_turn_id?: string | null
        }
        Update: {
          amount?: number | null
          answer_message_id?: string | null
          answered_at?: string | null
          arguments?: Json
          arguments_hash?: string
          asked_message_id?: string | null
          created_at?: string
          currency?: string | null
          customer_id?: string
          expires_at?: string
          id?: string
          session_id?: string
          state?: string
          summary?: string
          tool?: string
          turn_id?: string
          used_at?: string | null
          used_by_key?: string | null
          used_in_turn_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "tool_confirmations_answer_message_id_fkey"
            columns: ["answer_message_id"]
            isOneToOne: false
            referencedRelation: "chat_messages"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "tool_confirmations_asked_message_id_fkey"
            columns: ["asked_message_id"]
            isOneToOne: false
            referencedRelation: "chat_messages"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "tool_confirmations_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "tool_confirmations_session_id_fkey"
            columns: ["session_id"]
            isOneToOne: false
            referencedRelation: "chat_sessions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "tool_confirmations_turn_id_fkey"
            columns: ["turn_id"]
            isOneToOne: false
            referencedRelation: "agent_turns"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "tool_confirmations_used_in_turn_id_fkey"
            columns: ["used_in_turn_id"]
            isOneToOne: false
            referencedRelation: "agent_turns"
            referencedColumns: ["id"]
          },
        ]
      }
      turn_prompts: {
        Row: {
          attempt: number
          call_no: number
          counted_tokens: number
          created_at: string
          customer_id: string
          id: string
          input: Json
          instructions: string
          model: string
          purpose: string
          result: string
          round: number
          tools: Json
          turn_id: string
        }
        Insert: {
          attempt?: number
          call_no: number
          counted_tokens: number
          created_at?: string
          customer_id: string
          id?: string
          input: Json
          instructions: string
          model: string
          purpose: string
          result: string
          round: number
          tools?: Json
          turn_id: string
        }
        Update: {
          attempt?: number
          call_no?: number
          counted_tokens?: number
          created_at?: string
          customer_id?: string
          id?: string
          input?: Json
          instructions?: string
          model?: string
          purpose?: string
          result?: string
          round?: number
          tools?: Json
          turn_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "turn_prompts_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "turn_prompts_turn_id_fkey"
            columns: ["turn_id"]
            isOneToOne: false
            referencedRelation: "agent_turns"
            referencedColumns: ["id"]
          },
        ]
      }
      turn_steps: {
        Row: {
          call_no: number
          content: Json
          created_at: string
          customer_id: string
          item_no: number
          kind: string
          round: number
          turn_id: string
        }
        Insert: {
          call_no: number
          content: Json
          created_at?: string
          customer_id: string
          item_no?: number
          kind: string
          round: number
          turn_id: string
        }
        Update: {
          call_no?: number
          content?: Json
          created_at?: string
          customer_id?: string
          item_no?: number
          kind?: string
          round?: number
          turn_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "turn_steps_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "turn_steps_turn_id_fkey"
            columns: ["turn_id"]
            isOneToOne: false
            referencedRelation: "agent_turns"
            referencedColumns: ["id"]
          },
        ]
      }
      wa_events: {
        Row: {
          customer_id: string | null
          dedupe_key: string
          event_type: string
          id: string
          item: Json | null
          occurred_at: string | null
          park_reason: string | null
          phone_number_id: string | null
          raw: Json
          received_at: string
          reprocess_count: number
          reprocess_requested_at: string | null
          reprocess_requested_by: string | null
          reprocessed_at: string | null
          review_note: string | null
          reviewed_at: string | null
          reviewed_by: string | null
          settle_after: string | null
          status: string
          traceparent: string | null
        }
        Insert: {
          customer_id?: string | null
          dedupe_key: string
          event_type: string
          id?: string
          item?: Json | null
          occurred_at?: string | null
          park_reason?: string | null
          phone_number_id?: string | null
          raw: Json
          received_at?: string
          reprocess_count?: number
          reprocess_requested_at?: string | null
          reprocess_requested_by?: string | null
          reprocessed_at?: string | null
          review_note?: string | null
          reviewed_at?: string | null
          reviewed_by?: string | null
          settle_after?: string | null
          status?: string
          traceparent?: string | null
        }
        Update: {
          customer_id?: string | null
          dedupe_key?: string
          event_type?: string
          id?: string
          item?: Json | null
          occurred_at?: string | null
          park_reason?: string | null
          phone_number_id?: string | null
          raw?: Json
          received_at?: string
          reprocess_count?: number
          reprocess_requested_at?: string | null
          reprocess_requested_by?: string | null
          reprocessed_at?: string | null
          review_note?: string | null
          reviewed_at?: string | null
          reviewed_by?: string | null
          settle_after?: string | null
          status?: string
          traceparent?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "wa_events_customer_id_fkey"
            columns: ["customer_id"]
            isOneToOne: false
            referencedRelation: "customers"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "wa_events_reprocess_requested_by_fkey"
            columns: ["reprocess_requested_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
          {
            foreignKeyName: "wa_events_reviewed_by_fkey"
            columns: ["reviewed_by"]
            isOneToOne: false
            referencedRelation: "staff"
            referencedColumns: ["user_id"]
          },
        ]
      }
    }
    Views: {
      [_ in never]: never
    }
    Functions: {
      acknowledge_alert: {
        Args: {
          p_alert_id: string
          p_note: string
        }
        Returns: boolean
      }
      act_on_failure: {
        Args: {
          p_error_code: number
          p_message_id: string
          p_settings: Json
          p_stops_account: boolean
        }
        Returns: undefined
      }
      add_note: {
        Args: {
          p_body: string
          p_note_id: string
          p_session_id: string
        }
        Returns: Json
      }
      add_privacy_message: {
        Args: {
          p_kind: string
          p_reply_to?: string
          p_request: Database["public"]["Tables"]["privacy_requests"]["Row"]
          p_session: Database["public"]["Tables"]["chat_sessions"]["Row"]
          p_template?: Database["public"]["Tables"]["message_templates"]["Row"]
          p_values: Json
        }
        Returns: string
      }
      add_privacy_request: {
        Args: {
          p_channel: string
          p_client_key: string
          p_customer_id: string
          p_kind: string
          p_received_at: string
          p_session_id?: string
          p_turn_id?: string
          p_wish: string
        }
        Returns: Database["public"]["Tables"]["privacy_requests"]["Row"]
      }
      add_privacy_request_note: {
        Args: {
          p_body: string
          p_note_id: string
          p_request_id: string
        }
        Returns: undefined
      }
      add_session_event: {
        Args: {
          p_details?: Json
          p_event: string
          p_session_id: string
        }
        Returns: undefined
      }
      add_staff: {
        Args: {
          p_display_name: string
          p_role: string
          p_user_id: string
        }
        Returns: Json
      }
      add_staff_by_command: {
        Args: {
          p_display_name: string
          p_role: string
          p_user_id: string
        }
        Returns: Json
      }
      add_ticket_note: {
        Args: {
          p_body: string
          p_client_key: string
          p_ticket_id: string
        }
        Returns: Json
      }
      add_understanding_usage: {
        Args: {
          p_media_id: string
          p_usage: Json
        }
        Returns: undefined
      }
      adopt_open_work: {
        Args: {
          p_turn: Database["public"]["Tables"]["agent_turns"]["Row"]
        }
        Returns: undefined
      }
      advance_attempt: {
        Args: {
          p_at: string
          p_attempt_id: string
          p_error_code: number
          p_error_reason: string
          p_pricing: Json
          p_retry_delay_ms: number
          p_state: string
        }
        Returns: undefined
      }
      advance_erasure: {
        Args: {
          p_blocks?: number
          p_limit?: number
          p_milliseconds?: number
          p_run_id: string
        }
        Returns: Json
      }
      advance_media_cleanup: {
        Args: {
          p_limit?: number
          p_run_id: string
        }
        Returns: Json
      }
      advance_media_purge: {
        Args: {
          p_limit: number
          p_purge_id: string
        }
        Returns: number
      }
      advance_reembed: {
        Args: {
          p_batch: number
          p_run_id: string
        }
        Returns: Json
      }
      advance_retention: {
        Args: {
          p_limit?: number
          p_run_id: string
        }
        Returns: Json
      }
      agent_profile: {
        Args: {
          p_version?: number
        }
        Returns: Json
      }
      alert_batch: {
        Args: {
          p_batch_id: string
          p_with_personal: boolean
        }
        Returns: Json
      }
      alert_conditions: {
        Args: {
          p_limits: Json
          p_now: string
        }
        Returns: {
          amount: number
          dedupe_key: string
          kind: string
          since: string
          subject_id: string
          subject_kind: string
        }[]
      }
      alert_row: {
        Args: {
          p_alert: Database["public"]["Tables"]["alerts"]["Row"]
        }
        Returns: Json
      }
      answer_confirmation: {
        Args: {
          p_answer: string
          p_confirmation_id: string
          p_message_id: string
          p_turn_id: string
        }
        Returns: boolean
      }
      answer_identity_check: {
        Args: {
          p_at: string
          p_check_id: string
          p_code_hash: string
          p_message_id: string
          p_session: Database["public"]["Tables"]["chat_sessions"]["Row"]
        }
        Returns: string
      }
      answers_to_confirmation: {
        Args: {
          p_confirmation: Database["public"]["Tables"]["tool_confirmations"]["Row"]
          p_upto_seq: number
        }
        Returns: Database["public"]["Tables"]["chat_messages"]["Row"][]
      }
      apply_consent_words: {
        Args: {
          p_at: string
          p_consent: Json
          p_message_id: string
          p_session: Database["public"]["Tables"]["chat_sessions"]["Row"]
          p_settings: Json
        }
        Returns: string
      }
      apply_message_effect: {
        Args: {
          p_at: string
          p_customer_id: string
          p_effect: Json
        }
        Returns: undefined
      }
      apply_objection: {
        Args: {
          p_request_id: string
          p_scope: string
        }
        Returns: undefined
      }
      apply_status: {
        Args: {
          p_at: string
          p_settings: Json
          p_status: Json
          p_wa_message_id: string
        }
        Returns: boolean
      }
      approve_erasure: {
        Args: {
          p_digest: string
          p_policy_version: number
          p_preview_id: string
        }
        Returns: Json
      }
      approve_erasure_second: {
        Args: {
          p_digest: string
          p_run_id: string
        }
        Returns: Json
      }
      article_json: {
        Args: {
          p_article: Database["public"]["Tables"]["knowledge_articles"]["Row"]
        }
        Returns: Json
      }
      article_search: {
        Args: {
          p_body: string
          p_tags: string[]
          p_title: string
        }
        Returns: unknown
      }
      asks_when: {
        Args: {
          p_queries: string[]
        }
        Returns: boolean
      }
      assign_privacy_requests: {
        Args: {
          p_request_ids: string[]
          p_staff_id: string
        }
        Returns: number
      }
      assign_session: {
        Args: {
          p_session_id: string
          p_staff_id: string
        }
        Returns: Json
      }
      attempt_rank: {
        Args: {
          p_state: string
        }
        Returns: number
      }
      audit: {
        Args: {
          p_action: string
          p_details?: Json
          p_subject_id: string
          p_subject_kind: string
        }
        Returns: undefined
      }
      begin_consent_export: {
        Args: {
          p_filter: Json
        }
        Returns: Json
      }
      begin_erasure: {
        Args: {
          p_needs_second: boolean
          p_run_id: string
          p_stores: string[]
        }
        Returns: string
      }
      begin_erasure_again: {
        Args: {
          p_customer_id: string
          p_policy_version: number
        }
        Returns: string
      }
      begin_export_download: {
        Args: {
          p_link_hash: string
        }
        Returns: Json
      }
      begin_generation: {
        Args: {
          p_fence: number
          p_lease_ms: number
          p_turn_id: string
        }
        Returns: boolean
      }
      begin_privacy_request: {
        Args: {
          p_request_id: string
        }
        Returns: undefined
      }
      begin_reembed: {
        Args: {
          p_model: string
        }
        Returns: Json
      }
      begin_send: {
        Args: {
          p_message_id: string
          p_settings: Json
        }
        Returns: Json
      }
      begin_sign_in: {
        Args: {
          p_account_key: string
          p_address_key?: string
          p_kind: string
        }
        Returns: Json
      }
      begin_staff_act: {
        Args: {
          p_act: string
          p_user_id: string
        }
        Returns: Json
      }
      begin_staff_file: {
        Args: {
          p_client_key: string
          p_session_id: string
        }
        Returns: Json
      }
      begin_summary: {
        Args: {
          p_is_going_on: boolean
          p_run_id: string
          p_session_id: string
          p_settings: Json
        }
        Returns: Json
      }
      begin_tool_call: {
        Args: {
          p_arguments: Json
          p_key: string
          p_tool: string
          p_turn_id: string
          p_writes: boolean
        }
        Returns: Json
      }
      begin_turn_step: {
        Args: {
          p_fence: number
          p_lease_ms: number
          p_turn_id: string
          p_window_size: number
        }
        Returns: Json
      }
      bucketed_words: {
        Args: {
          p_seq: number
          p_text: string
        }
        Returns: unknown
      }
      cancel_erasure: {
        Args: {
          p_run_id: string
        }
        Returns: boolean
      }
      carries_secret: {
        Args: {
          p_payload: Json
        }
        Returns: boolean
      }
      carry_over_choices: {
        Args: {
          p_customer_id: string
          p_item: Json
        }
        Returns: undefined
      }
      certificate_digest: {
        Args: {
          p_content: Json
          p_previous: string
        }
        Returns: string
      }
      certify_erasure: {
        Args: {
          p_run_id: string
        }
        Returns: string
      }
      change_consent_in_turn: {
        Args: {
          p_change: string
          p_scope: string
          p_settings: Json
          p_turn_id: string
        }
        Returns: Json
      }
      change_staff_role: {
        Args: {
          p_role: string
          p_user_id: string
        }
        Returns: Json
      }
      change_tickets: {
        Args: {
          p_changes: Json
        }
        Returns: Json
      }
      changed_session_ids: {
        Args: {
          p_since: string
        }
        Returns: string[]
      }
      claim_alert_batch: {
        Args: {
          p_now?: string
          p_settings: Json
        }
        Returns: Json
      }
      claim_contact_notice: {
        Args: {
          p_notices: Json
          p_turn: Database["public"]["Tables"]["agent_turns"]["Row"]
        }
        Returns: string
      }
      claim_embeddings: {
        Args: {
          p_now?: string
          p_settings: Json
        }
        Returns: Json
      }
      claim_erasure_step: {
        Args: {
          p_run_id: string
        }
        Returns: Json
      }
      claim_media_cleanup: {
        Args: {
          p_now?: string
          p_settings: Json
          p_trigger: string
        }
        Returns: string
      }
      claim_media_fetch: {
        Args: {
          p_file_id: string
          p_lease_ms: number
          p_now?: string
          p_run?: string
        }
        Returns: Json
      }
      claim_object_removals: {
        Args: {
          p_lease_ms?: number
          p_limit: number
        }
        Returns: Json
      }
      claim_privacy_export: {
        Args: {
          p_export_id: string
          p_lease_ms: number
        }
        Returns: Json
      }
      claim_retention: {
        Args: {
          p_now?: string
          p_settings: Json
          p_trigger: string
        }
        Returns: string
      }
      claim_turn: {
        Args: {
          p_run_id: string
          p_session_id: string
          p_settings: Json
        }
        Returns: Json
      }
      claim_turn_with_media: {
        Args: {
          p_run_id: string
          p_session_id: string
          p_settings: Json
        }
        Returns: Json
      }
      claim_understanding: {
        Args: {
          p_lease_ms: number
          p_media_id: string
        }
        Returns: Json
      }
      close_session: {
        Args: {
          p_session_id: string
        }
        Returns: Json
      }
      codes_used_up: {
        Args: {
          p_customer_id: string
        }
        Returns: boolean
      }
      collect_feedback: {
        Args: {
          p_feedback: Json
          p_ticket: Json
          p_turn_id: string
        }
        Returns: Json
      }
      commit_turn: {
        Args: {
          p_fence: number
          p_settings: Json
          p_turn_id: string
        }
        Returns: Json
      }
      complete_privacy_request: {
        Args: {
          p_outcome?: Json
          p_request_id: string
          p_settings?: Json
        }
        Returns: Json
      }
      confirm_or_ask: {
        Args: {
          p_key: string
          p_request: Json
          p_turn_id: string
        }
        Returns: Json
      }
      console_message_row: {
        Args: {
          p_message: Database["public"]["Tables"]["chat_messages"]["Row"]
        }
        Returns: Json
      }
      console_note_row: {
        Args: {
          p_note: Database["public"]["Tables"]["session_notes"]["Row"]
        }
        Returns: Json
      }
      console_recall_messages: {
        Args: {
          p_limit?: number
          p_queries: string[]
          p_session_id: string
          p_settings?: Json
          p_upto_seq?: number
          p_vectors?: Json
          p_window_size?: number
        }
        Returns: Json
      }
      console_session_counts: {
        Args: never
        Returns: Json
      }
      console_session_ids: {
        Args: {
          p_assignee?: string
          p_before: Json
          p_customers: string[]
          p_limit: number
          p_only: string[]
          p_segment: string
          p_unread?: boolean
        }
        Returns: string[]
      }
      console_session_row: {
        Args: {
          p_session: Database["public"]["Tables"]["chat_sessions"]["Row"]
        }
        Returns: Json
      }
      console_session_rows: {
        Args: {
          p_ids: string[]
        }
        Returns: Json
      }
      count_figures: {
        Args: {
          p_from: string
          p_to: string
        }
        Returns: Database["public"]["Tables"]["hourly_figures"]["Row"][]
      }
      count_hand_overs: {
        Args: {
          p_from: string
          p_to: string
        }
        Returns: Database["public"]["Tables"]["hourly_hand_overs"]["Row"][]
      }
      count_metrics: {
        Args: {
          p_most_hours?: number
          p_now?: string
        }
        Returns: Json
      }
      count_past_retention: {
        Args: {
          p_class: string
          p_now: string
          p_settings: Json
        }
        Returns: Json
      }
      count_reply_times: {
        Args: {
          p_from: string
          p_to: string
        }
        Returns: Database["public"]["Tables"]["hourly_reply_times"]["Row"][]
      }
      current_staff_role: {
        Args: never
        Returns: string
      }
      customer_for_request: {
        Args: {
          p_customer_id: string
        }
        Returns: Json
      }
      customer_hold: {
        Args: {
          p_customer_id: string
        }
        Returns: Json
      }
      customer_is_bare: {
        Args: {
          p_customer_id: string
        }
        Returns: boolean
      }
      customer_language: {
        Args: {
          p_customer_id: string
        }
        Returns: string
      }
      customer_of_person: {
        Args: {
          p_person: Json
        }
        Returns: string
      }
      customer_panel: {
        Args: {
          p_customer_id: string
        }
        Returns: Json
      }
      deactivate_staff: {
        Args: {
          p_user_id: string
        }
        Returns: Json
      }
      decoded_entities: {
        Args: {
          p_text: string
        }
        Returns: string
      }
      delete_canned_reply: {
        Args: {
          p_id: string
        }
        Returns: boolean
      }
      delete_note: {
        Args: {
          p_note_id: string
        }
        Returns: Json
      }
      delete_view: {
        Args: {
          p_id: string
        }
        Returns: Json
      }
      discard_article_draft: {
        Args: {
          p_article_id: string
          p_revision: number
        }
        Returns: Json
      }
      discard_profile_draft: {
        Args: {
          p_revision: number
        }
        Returns: Json
      }
      dismiss_parked_events: {
        Args: {
          p_event_ids: string[]
          p_note: string
        }
        Returns: number
      }
      edit_note: {
        Args: {
          p_body: string
          p_note_id: string
        }
        Returns: Json
      }
      end_identity: {
        Args: {
          p_customer_id: string
          p_kind: string
        }
        Returns: string[]
      }
      end_privacy_pause: {
        Args: {
          p_request: Database["public"]["Tables"]["privacy_requests"]["Row"]
        }
        Returns: Database["public"]["Tables"]["privacy_requests"]["Row"]
      }
      erase_audit: {
        Args: {
          p_customer_id: string
          p_limit: number
        }
        Returns: number
      }
      erase_batch: {
        Args: {
          p_limit?: number
          p_run_id: string
          p_store: string
        }
        Returns: Json
      }
      erase_consent: {
        Args: {
          p_customer_id: string
          p_limit: number
        }
        Returns: number
      }
      erase_customer_row: {
        Args: {
          p_customer_id: string
        }
        Returns: number
      }
      erase_events: {
        Args: {
          p_events: Json
          p_run_id: string
        }
        Returns: number
      }
      erase_in_progress: {
        Args: {
          p_run_id: string
        }
        Returns: string
      }
      erase_mentions: {
        Args: {
          p_blocks?: number
          p_run_id: string
        }
        Returns: Json
      }
      erase_privacy_requests: {
        Args: {
          p_customer_id: string
        }
        Returns: number
      }
      erase_rows: {
        Args: {
          p_customer_id: string
          p_limit: number
          p_owner: string
          p_table: string
        }
        Returns: number
      }
      erased_names: {
        Args: {
          p_run_id: string
          p_with_names: boolean
        }
        Returns: {
          needles: string[]
          pattern: string
        }
      }
      erasure_counts: {
        Args: {
          p_customer_id: string
        }
        Returns: Json
      }
      erasure_digest: {
        Args: {
          p_customer_id: string
        }
        Returns: string
      }
      erasure_events: {
        Args: {
          p_limit?: number
          p_run_id: string
        }
        Returns: Json
      }
      erasure_identities: {
        Args: {
          p_run_id: string
        }
        Returns: Json
      }
      erasure_objects: {
        Args: {
          p_limit?: number
          p_run_id: string
        }
        Returns: Json
      }
      erasure_samples: {
        Args: {
          p_customer_id: string
        }
        Returns: Json
      }
      erasure_status: {
        Args: {
          p_request_id: string
        }
        Returns: Json
      }
      erasure_subjects: {
        Args: {
          p_customer_id: string
        }
        Returns: string[]
      }
      erasure_tables: {
        Args: {
          p_store: string
        }
        Returns: {
          name: string
          owner: string
        }[]
      }
      erasure_wamids: {
        Args: {
          p_limit?: number
          p_run_id: string
        }
        Returns: string[]
      }
      event_is_held: {
        Args: {
          p_event: Database["public"]["Tables"]["wa_events"]["Row"]
        }
        Returns: boolean
      }
      expire_privacy_exports: {
        Args: {
          p_limit?: number
          p_now?: string
        }
        Returns: Json
      }
      export_page: {
        Args: {
          p_after: Json
          p_export_id: string
          p_limit: number
          p_part: string
        }
        Returns: Json
      }
      extend_privacy_request: {
        Args: {
          p_reason: string
          p_request_id: string
          p_settings?: Json
          p_told: string
        }
        Returns: Json
      }
      fail_erasure: {
        Args: {
          p_error_code: string
          p_is_final: boolean
          p_run_id: string
          p_store: string
        }
        Returns: undefined
      }
      fail_privacy_export: {
        Args: {
          p_claim: string
          p_error_code: string
          p_export_id: string
          p_is_final: boolean
        }
        Returns: undefined
      }
      fence_erasure: {
        Args: {
          p_identities: Json
          p_run_id: string
        }
        Returns: string
      }
      fill_template: {
        Args: {
          p_body: string
          p_variables: string[]
        }
        Returns: string
      }
      find_articles: {
        Args: {
          p_floor?: number
          p_limit?: number
          p_query: string
          p_route?: string
          p_with_drafts?: boolean
        }
        Returns: Json
      }
      find_customer: {
        Args: {
          p_kind: string
          p_value: string
        }
        Returns: string
      }
      find_customers_for_request: {
        Args: {
          p_calling_code: string
          p_query: string
        }
        Returns: Json
      }
      find_customers_to_hold: {
        Args: {
          p_limit?: number
          p_query: string
        }
        Returns: Json
      }
      find_due_summaries: {
        Args: {
          p_limit?: number
          p_now?: string
          p_settings: Json
        }
        Returns: Json
      }
      find_export_work: {
        Args: {
          p_limit?: number
          p_now?: string
        }
        Returns: Json
      }
      find_media_work: {
        Args: {
          p_grace_ms: number
          p_limit?: number
          p_now?: string
        }
        Returns: Json
      }
      find_opening_codes: {
        Args: {
          p_limit?: number
          p_now?: string
        }
        Returns: Json
      }
      find_requested_reprocessing: {
        Args: {
          p_limit?: number
          p_now?: string
        }
        Returns: string[]
      }
      find_staff_account: {
        Args: {
          p_email: string
        }
        Returns: Json
      }
      find_understanding_work: {
        Args: {
          p_grace_ms: number
          p_limit?: number
          p_now?: string
        }
        Returns: string[]
      }
      find_unembedded: {
        Args: {
          p_now?: string
          p_settings: Json
        }
        Returns: Json
      }
      find_unfinished: {
        Args: {
          p_limit?: number
          p_now?: string
          p_settings: Json
        }
        Returns: Json
      }
      find_unfinished_erasures: {
        Args: {
          p_limit?: number
          p_now?: string
        }
        Returns: string[]
      }
      finish_erasure_step: {
        Args: {
          p_run_id: string
          p_store: string
        }
        Returns: undefined
      }
      finish_export_removals: {
        Args: {
          p_paths: string[]
        }
        Returns: number
      }
      finish_object_removals: {
        Args: {
          p_bucket: string
          p_paths: string[]
        }
        Returns: Json
      }
      finish_privacy_export: {
        Args: {
          p_checksum: string
          p_claim: string
          p_export_id: string
          p_missing: number
          p_size: number
        }
        Returns: boolean
      }
      finish_tool_call: {
        Args: {
          p_call_id: string
          p_finish: Json
        }
        Returns: undefined
      }
      finish_turn: {
        Args: {
          p_outcome: string
          p_reason: string
          p_turn_id: string
        }
        Returns: undefined
      }
      flag_identity_conflict: {
        Args: {
          p_customer_id: string
          p_kind: string
          p_other_id: string
          p_reason: string
        }
        Returns: undefined
      }
      give_to_bot: {
        Args: {
          p_session_id: string
        }
        Returns: undefined
      }
      give_to_human: {
        Args: {
          p_reason: string
          p_session_id: string
          p_staff_id?: string
        }
        Returns: undefined
      }
      give_up_opening_code: {
        Args: {
          p_reason: string
          p_request: Database["public"]["Tables"]["privacy_requests"]["Row"]
        }
        Returns: Json
      }
      hand_back_session: {
        Args: {
          p_session_id: string
        }
        Returns: Json
      }
      hand_over_shared_tickets: {
        Args: {
          p_customer_id: string
        }
        Returns: undefined
      }
      has_second_factor: {
        Args: {
          p_user_id: string
        }
        Returns: boolean
      }
      identities_to_compare: {
        Args: {
          p_after: string
          p_limit?: number
        }
        Returns: Json
      }
      import_sample_articles: {
        Args: never
        Returns: Json
      }
      import_suppressions: {
        Args: {
          p_rows: Json
        }
        Returns: number
      }
      ingest_events: {
        Args: {
          items: Json
          settings?: Json
        }
        Returns: Json
      }
      ingest_item: {
        Args: {
          p_event_id: string
          p_item: Json
          p_settings: Json
        }
        Returns: Json
      }
      ingest_message: {
        Args: {
          p_item: Json
          p_settings: Json
        }
        Returns: Json
      }
      ingest_webhook: {
        Args: {
          p_items: Json
          p_settings: Json
          p_traceparent: string
        }
        Returns: Json
      }
      insert_reply_parts: {
        Args: {
          p_parts: string[]
          p_reason: string
          p_state: string
          p_turn: Database["public"]["Tables"]["agent_turns"]["Row"]
        }
        Returns: Json
      }
      intake_lock_keys: {
        Args: {
          p_item: Json
        }
        Returns: string[]
      }
      is_erased_item: {
        Args: {
          p_item: Json
        }
        Returns: boolean
      }
      is_held: {
        Args: {
          p_customer_id: string
        }
        Returns: boolean
      }
      is_summarised_kind: {
        Args: {
          p_message: Database["public"]["Tables"]["chat_messages"]["Row"]
        }
        Returns: boolean
      }
      job_failures: {
        Args: {
          p_since: string
        }
        Returns: Json
      }
      job_figures: {
        Args: never
        Returns: Json
      }
      job_run_row: {
        Args: {
          p_run: Database["public"]["Tables"]["job_runs"]["Row"]
        }
        Returns: Json
      }
      job_run_state: {
        Args: {
          p_run: Database["public"]["Tables"]["job_runs"]["Row"]
        }
        Returns: string
      }
      keep_embeddings: {
        Args: {
          p_claim: string
          p_message_ids: string[]
        }
        Returns: number
      }
      keep_erased_item: {
        Args: {
          p_item: Json
        }
        Returns: boolean
      }
      keep_wamid_hashes: {
        Args: {
          p_run_id: string
          p_wamids: Json
        }
        Returns: number
      }
      led_words: {
        Args: {
          p_lead: string
          p_text: string
        }
        Returns: string
      }
      legal_hold_row: {
        Args: {
          p_hold: Database["public"]["Tables"]["legal_holds"]["Row"]
        }
        Returns: Json
      }
      lift_send_stop: {
        Args: {
          p_stop_id: string
        }
        Returns: boolean
      }
      link_identity: {
        Args: {
          p_customer_id: string
          p_kind: string
          p_replace: boolean
          p_value: string
        }
        Returns: boolean
      }
      link_privacy_export: {
        Args: {
          p_export_id: string
          p_link_hash: string
          p_settings?: Json
          p_url: string
        }
        Returns: Json
      }
      list_alerts: {
        Args: {
          p_before?: Json
          p_limit?: number
          p_state?: string
        }
        Returns: Json
      }
      list_articles: {
        Args: {
          p_cursor?: Json
          p_filter?: Json
          p_limit?: number
        }
        Returns: Json
      }
      list_audit: {
        Args: {
          p_before: Json
          p_filter: Json
          p_limit: number
        }
        Returns: Json
      }
      list_consent_events: {
        Args: {
          p_before: Json
          p_filter: Json
          p_limit: number
        }
        Returns: Json
      }
      list_failed_embeddings: {
        Args: {
          p_before?: number
          p_limit?: number
        }
        Returns: Json
      }
      list_job_runs: {
        Args: {
          p_before?: Json
          p_filter?: Json
          p_limit?: number
        }
        Returns: Json
      }
      list_legal_holds: {
        Args: {
          p_after?: Json
          p_limit?: number
          p_state?: string
        }
        Returns: Json
      }
      list_media: {
        Args: {
          p_before: Json
          p_filter: Json
          p_limit: number
        }
        Returns: Json
      }
      list_parked_events: {
        Args: {
          p_before?: Json
          p_filter?: Json
          p_limit?: number
        }
        Returns: Json
      }
      list_privacy_requests: {
        Args: {
          p_after: Json
          p_filter: Json
          p_limit: number
        }
        Returns: Json
      }
      list_profiles: {
        Args: {
          p_before?: number
          p_limit?: number
        }
        Returns: Json
      }
      list_retention_runs: {
        Args: {
          p_after?: Json
          p_kind: string
          p_limit?: number
        }
        Returns: Json
      }
      list_sessions: {
        Args: {
          p_assignee?: string
          p_calling_code?: string
          p_cursor?: Json
          p_filter?: string
          p_limit?: number
          p_query?: string
          p_unread?: boolean
        }
        Returns: Json
      }
      list_staff: {
        Args: {
          p_after: Json
          p_filter: Json
          p_limit: number
        }
        Returns: Json
      }
      list_state: {
        Args: {
          p_lists: string[]
          p_marker?: string
        }
        Returns: Json
      }
      list_tickets: {
        Args: {
          p_before: Json
          p_filter: Json
          p_limit: number
        }
        Returns: Json
      }
      list_views: {
        Args: never
        Returns: Json
      }
      lock_article: {
        Args: {
          p_article_id: string
        }
        Returns: undefined
      }
      lock_customer_sessions: {
        Args: {
          p_customer_id: string
        }
        Returns: undefined
      }
      lock_for_intake: {
        Args: {
          p_items: Json
        }
        Returns: undefined
      }
      lock_intake_keys: {
        Args: {
          p_keys: string[]
        }
        Returns: undefined
      }
      lock_open_privacy_request: {
        Args: {
          p_request_id: string
        }
        Returns: Database["public"]["Tables"]["privacy_requests"]["Row"]
      }
      lock_own_note: {
        Args: {
          p_note_id: string
          p_staff_id: string
        }
        Returns: Database["public"]["Tables"]["session_notes"]["Row"]
      }
      lock_privacy_request: {
        Args: {
          p_request_id: string
        }
        Returns: Database["public"]["Tables"]["privacy_requests"]["Row"]
      }
      lock_session_for_staff: {
        Args: {
          p_session_id: string
        }
        Returns: Database["public"]["Tables"]["chat_sessions"]["Row"]
      }
      lock_staff_roster: {
        Args: never
        Returns: undefined
      }
      lock_ticket_for_staff: {
        Args: {
          p_ticket_id: string
        }
        Returns: Database["public"]["Tables"]["support_tickets"]["Row"]
      }
      lock_turn_for_tools: {
        Args: {
          p_turn_id: string
        }
        Returns: Database["public"]["Tables"]["agent_turns"]["Row"]
      }
      lock_unheld_customers: {
        Args: {
          p_customer_ids: string[]
        }
        Returns: string[]
      }
      loop_suspicion: {
        Args: {
          p_now: string
          p_session_id: string
        }
        Returns: string
      }
      mark_all_read: {
        Args: {
          p_upto_seq?: number
        }
        Returns: Json
      }
      mark_job_failures_seen: {
        Args: {
          p_cause?: Json
          p_run_ids: string[]
        }
        Returns: number
      }
      mark_media_stored: {
        Args: {
          p_claim: string
          p_media_id: string
          p_now?: string
          p_retention_days: number
        }
        Returns: string
      }
      mark_privacy_deadlines: {
        Args: {
          p_now?: string
        }
        Returns: Json
      }
      mark_session_read: {
        Args: {
          p_session_id: string
          p_upto_seq: number
        }
        Returns: Json
      }
      marked_snippet: {
        Args: {
          p_query: unknown
          p_text: string
        }
        Returns: Json
      }
      masked_identity: {
        Args: {
          p_kind: string
          p_value: string
        }
        Returns: string
      }
      masked_phone: {
        Args: {
          p_value: string
        }
        Returns: string
      }
      masked_words: {
        Args: {
          p_text: string
        }
        Returns: string
      }
      match_echo: {
        Args: {
          p_at: string
          p_echo: Json
          p_settings: Json
        }
        Returns: boolean
      }
      match_session_messages: {
        Args: {
          embedding_model?: string
          match_limit: number
          min_similarity?: number
          query_embedding: string
          session_id: string
          upto_seq?: number
          window_size?: number
        }
        Returns: {
          chunk_count: number
          chunk_index: number
          chunk_text: string
          created_at: string
          direction: string
          end_token: number
          message_id: string
          message_type: string
          similarity: number
          start_token: number
          text: string
        }[]
      }
      media_due: {
        Args: {
          p_after_seq: number
          p_now: string
          p_requested_at: string
          p_session_id: string
          p_settings: Json
        }
        Returns: string
      }
      media_figures: {
        Args: never
        Returns: Json
      }
      media_found_by_words: {
        Args: {
          p_words: unknown
        }
        Returns: string[]
      }
      media_ids: {
        Args: {
          p_before: Json
          p_filter: Json
          p_limit: number
        }
        Returns: string[]
      }
      media_kind: {
        Args: {
          p_message_type: string
          p_mime_type: string
        }
        Returns: string
      }
      media_of_purge: {
        Args: {
          p_limit: number
          p_purge: Database["public"]["Tables"]["media_purges"]["Row"]
        }
        Returns: string[]
      }
      media_past_retention: {
        Args: {
          p_before: string
          p_now: string
        }
        Returns: string[]
      }
      media_purge_progress: {
        Args: {
          p_purge_id: string
        }
        Returns: Json
      }
      media_row: {
        Args: {
          p_media: Database["public"]["Tables"]["chat_media"]["Row"]
        }
        Returns: Json
      }
      media_state: {
        Args: {
          p_media: Database["public"]["Tables"]["chat_media"]["Row"]
        }
        Returns: string
      }
      media_to_send: {
        Args: {
          p_media_id: string
        }
        Returns: Json
      }
      meet_early_effects: {
        Args: {
          p_effect: Json
          p_message_id: string
        }
        Returns: boolean
      }
      mentions_time: {
        Args: {
          p_text: string
        }
        Returns: boolean
      }
      message_of_wamid: {
        Args: {
          p_customer_id: string
          p_wa_message_id: string
        }
        Returns: string
      }
      message_query: {
        Args: {
          p_query: string
        }
        Returns: string
      }
      message_trace: {
        Args: {
          p_message_id: string
        }
        Returns: Json
      }
      metric_increments: {
        Args: {
          p_from: string
          p_to: string
        }
        Returns: {
          labels: Json
          name: string
          value: number
        }[]
      }
      metric_word: {
        Args: {
          p_known: string[]
          p_value: string
        }
        Returns: string
      }
      metrics_now: {
        Args: {
          p_now?: string
        }
        Returns: Json
      }
      milliseconds_since: {
        Args: {
          p_from: string
        }
        Returns: number
      }
      most_recalled: {
        Args: {
          p_days: number
          p_limit?: number
          p_now?: string
        }
        Returns: Json
      }
      move_privacy_request: {
        Args: {
          p_detail?: Json
          p_request: Database["public"]["Tables"]["privacy_requests"]["Row"]
          p_state: string
        }
        Returns: Database["public"]["Tables"]["privacy_requests"]["Row"]
      }
      my_access: {
        Args: never
        Returns: Json
      }
      names_erased: {
        Args: {
          p_run_id: string
          p_text: string
        }
        Returns: string
      }
      navigation_badges: {
        Args: never
        Returns: Json
      }
      next_position: {
        Args: {
          p_at: string
          p_id: string
        }
        Returns: Json
      }
      normalised_for_match: {
        Args: {
          p_text: string
        }
        Returns: string
      }
      note_objects_removed: {
        Args: {
          p_paths: string[]
          p_run_id: string
        }
        Returns: Json
      }
      note_playground_call: {
        Args: {
          p_model: string
          p_purpose: string
          p_session_id: string
        }
        Returns: undefined
      }
      objects_erased: {
        Args: {
          p_paths: string[]
          p_run_id: string
        }
        Returns: number
      }
      open_alert_count: {
        Args: never
        Returns: number
      }
      open_identity_check: {
        Args: {
          p_at: string
          p_code_hash: string
          p_customer_id: string
        }
        Returns: string
      }
      open_media: {
        Args: {
          p_download: boolean
          p_media_id: string
        }
        Returns: Json
      }
      open_privacy_request: {
        Args: {
          p_kind: string
          p_settings?: Json
          p_turn_id: string
        }
        Returns: Json
      }
      open_privacy_request_by_staff: {
        Args: {
          p_channel: string
          p_client_key: string
          p_customer_id: string
          p_kind: string
          p_received_at: string
          p_wish: string
        }
        Returns: Json
      }
      open_question: {
        Args: {
          p_at: string
          p_session_id: string
        }
        Returns: string
      }
      open_session: {
        Args: {
          p_customer_id: string
          p_phone_number_id: string
        }
        Returns: Database["public"]["Tables"]["chat_sessions"]["Row"]
      }
      open_ticket: {
        Args: {
          p_ticket: Json
          p_turn_id: string
        }
        Returns: Json
      }
      open_ticket_by_staff: {
        Args: {
          p_client_key: string
          p_session_id: string
          p_ticket: Json
        }
        Returns: Json
      }
      open_with_notice: {
        Args: {
          p_limit?: number
          p_notice: string
          p_parts: string[]
        }
        Returns: string[]
      }
      overview: {
        Args: {
          p_days?: number
          p_zone?: string
        }
        Returns: Json
      }
      overview_now: {
        Args: never
        Returns: Json
      }
      owes_hand_over: {
        Args: {
          p_turn: Database["public"]["Tables"]["agent_turns"]["Row"]
        }
        Returns: boolean
      }
      own_saved_view: {
        Args: {
          p_id: string
        }
        Returns: Database["public"]["Tables"]["saved_views"]["Row"]
      }
      own_tickets: {
        Args: {
          p_customer_id: string
          p_reference?: string
        }
        Returns: Json
      }
      parked_event_row: {
        Args: {
          p_event: Database["public"]["Tables"]["wa_events"]["Row"]
        }
        Returns: Json
      }
      parked_progress: {
        Args: {
          p_event_ids: string[]
        }
        Returns: Json
      }
      pause_privacy_request: {
        Args: {
          p_reason: string
          p_request_id: string
        }
        Returns: undefined
      }
      place_legal_hold: {
        Args: {
          p_customer_id: string
          p_reason: string
          p_review_on: string
        }
        Returns: Json
      }
      playground_context: {
        Args: {
          p_at?: string
          p_is_question?: boolean
          p_session_id: string
          p_upto_seq?: number
          p_window_size?: number
        }
        Returns: Json
      }
      poll_session: {
        Args: {
          p_activity: string
          p_session_id: string
          p_since: string
        }
        Returns: Json
      }
      postpone_embeddings: {
        Args: {
          p_claim: string
          p_message_ids: string[]
          p_settings: Json
        }
        Returns: number
      }
      postpone_hold_review: {
        Args: {
          p_hold_id: string
          p_review_on: string
        }
        Returns: Json
      }
      postpone_understanding: {
        Args: {
          p_claim: string
          p_media_id: string
          p_settings: Json
        }
        Returns: Json
      }
      presence_of_others: {
        Args: {
          p_session_id: string
          p_staff_id: string
        }
        Returns: Json
      }
      preview_erasure: {
        Args: {
          p_request_id: string
        }
        Returns: Json
      }
      preview_media_purge: {
        Args: {
          p_customer_id?: string
          p_session_id?: string
        }
        Returns: Json
      }
      preview_retention: {
        Args: {
          p_settings: Json
        }
        Returns: Json
      }
      privacy_days_between: {
        Args: {
          p_from: string
          p_to: string
        }
        Returns: number
      }
      privacy_due_at: {
        Args: {
          p_is_extended: boolean
          p_paused_days: number
          p_received_at: string
        }
        Returns: string
      }
      privacy_due_date: {
        Args: {
          p_is_extended: boolean
          p_paused_days: number
          p_received_at: string
        }
        Returns: string
      }
      privacy_export_rows: {
        Args: {
          p_request_id: string
        }
        Returns: Json
      }
      privacy_notices: {
        Args: {
          p_request_id: string
        }
        Returns: Json
      }
      privacy_reference: {
        Args: {
          p_number: number
        }
        Returns: string
      }
      privacy_request_counts: {
        Args: never
        Returns: Json
      }
      privacy_request_detail: {
        Args: {
          p_request_id: string
        }
        Returns: Json
      }
      privacy_request_is_open: {
        Args: {
          p_state: string
        }
        Returns: boolean
      }
      privacy_request_row: {
        Args: {
          p_request: Database["public"]["Tables"]["privacy_requests"]["Row"]
        }
        Returns: Json
      }
      privacy_send_way: {
        Args: {
          p_customer_id: string
          p_settings: Json
          p_slot: string
        }
        Returns: Json
      }
      privacy_slot: {
        Args: {
          p_kind: string
        }
        Returns: string
      }
      privacy_template_values: {
        Args: {
          p_count: number
          p_slot: string
          p_values: Json
        }
        Returns: string[]
      }
      privacy_words: {
        Args: {
          p_kind: string
          p_language: string
          p_values: Json
        }
        Returns: string
      }
      profile_json: {
        Args: {
          p_profile: Database["public"]["Tables"]["agent_profiles"]["Row"]
        }
        Returns: Json
      }
      prove_identity: {
        Args: {
          p_check_id: string
          p_method: string
          p_request: Database["public"]["Tables"]["privacy_requests"]["Row"]
        }
        Returns: Database["public"]["Tables"]["privacy_requests"]["Row"]
      }
      publish_article: {
        Args: {
          p_article_id: string
          p_note: string
          p_revision: number
        }
        Returns: Json
      }
      publish_profile: {
        Args: {
          p_note: string
          p_revision: number
        }
        Returns: Json
      }
      put_identity_code: {
        Args: {
          p_code: string
          p_code_hash: string
          p_made_by: string
          p_request: Database["public"]["Tables"]["privacy_requests"]["Row"]
          p_settings: Json
        }
        Returns: string
      }
      put_off_summary: {
        Args: {
          p_fence: number
          p_is_unusable: boolean
          p_session_id: string
          p_wait_ms: number
        }
        Returns: boolean
      }
      put_staff: {
        Args: {
          p_display_name: string
          p_role: string
          p_user_id: string
        }
        Returns: Json
      }
      queue_ages: {
        Args: {
          p_now?: string
        }
        Returns: Json
      }
      queue_notices: {
        Args: {
          p_notify: string[]
          p_now: string
        }
        Returns: number
      }
      queue_object_removal: {
        Args: {
          p_is_settled: boolean
          p_path: string
          p_reason: string
        }
        Returns: undefined
      }
      queue_privacy_message: {
        Args: {
          p_kind: string
          p_request: Database["public"]["Tables"]["privacy_requests"]["Row"]
          p_settings: Json
          p_values: Json
        }
        Returns: string
      }
      queue_staff_file: {
        Args: {
          p_client_key: string
          p_file: Json
          p_retention_days: number
          p_session_id: string
          p_words: string[]
        }
        Returns: Json
      }
      queue_staff_reply: {
        Args: {
          p_client_key: string
          p_parts: string[]
          p_session_id: string
        }
        Returns: Json
      }
      queue_template: {
        Args: {
          p_client_key: string
          p_session_id: string
          p_template_id: string
          p_variables: string[]
        }
        Returns: Json
      }
      raise_alerts: {
        Args: {
          p_now?: string
          p_settings: Json
        }
        Returns: Json
      }
      reactivate_staff: {
        Args: {
          p_user_id: string
        }
        Returns: Json
      }
      read_article: {
        Args: {
          p_article_id: string
        }
        Returns: Json
      }
      read_confirmation: {
        Args: {
          p_turn_id: string
        }
        Returns: Json
      }
      read_erasure_certificate: {
        Args: {
          p_request_id: string
        }
        Returns: Json
      }
      read_export_link: {
        Args: {
          p_link_hash: string
        }
        Returns: Json
      }
      read_job_run: {
        Args: {
          p_run_id: string
        }
        Returns: Json
      }
      read_media: {
        Args: {
          p_media_id: string
        }
        Returns: Json
      }
      read_media_cleanup: {
        Args: {
          p_run_id: string
        }
        Returns: Json
      }
      read_media_fetch: {
        Args: {
          p_claim: string
          p_media_id: string
        }
        Returns: Json
      }
      read_parked_event: {
        Args: {
          p_event_id: string
        }
        Returns: Json
      }
      read_privacy_request: {
        Args: {
          p_request_id: string
          p_settings?: Json
        }
        Returns: Json
      }
      read_ticket: {
        Args: {
          p_ticket_id: string
        }
        Returns: Json
      }
      read_turn_prompts: {
        Args: {
          p_turn_id: string
        }
        Returns: Json
      }
      recall_by_vectors: {
        Args: {
          p_also?: Json
          p_limit: number
          p_session_id: string
          p_upto_seq: number
          p_vectors: Json
          p_window_size: number
        }
        Returns: {
          chunk_index: number
          message_id: string
          similarity: number
        }[]
      }
      recall_by_words: {
        Args: {
          p_limit: number
          p_queries: string[]
          p_session_id: string
          p_settings?: Json
          p_upto_seq: number
          p_window_size: number
        }
        Returns: {
          chunk_index: number
          coverage: number
          message_id: string
          score: number
        }[]
      }
      recall_candidates: {
        Args: {
          p_queries: string[]
          p_session_id: string
          p_settings: Json
          p_upto_seq: number
          p_vectors: Json
          p_window_size: number
        }
        Returns: Json
      }
      recall_chunk_spread: {
        Args: never
        Returns: Json
      }
      recall_figures: {
        Args: {
          p_days: number
          p_now?: string
          p_zone: string
        }
        Returns: Json
      }
      recall_index_health: {
        Args: never
        Returns: Json
      }
      recall_messages: {
        Args: {
          p_limit?: number
          p_queries: string[]
          p_session_id: string
          p_settings?: Json
          p_upto_seq?: number
          p_vectors?: Json
          p_window_size?: number
        }
        Returns: Json
      }
      recall_neighbour: {
        Args: {
          p_seq: number
          p_session_id: string
          p_step: number
          p_upto_seq: number
          p_window_from: number
        }
        Returns: Json
      }
      recall_scope: {
        Args: {
          p_session_id: string
          p_upto_seq: number
          p_window_size: number
        }
        Returns: {
          customer_id: string
          upto_seq: number
          window_from: number
        }[]
      }
      recall_terms: {
        Args: {
          p_queries: string[]
        }
        Returns: {
          exact: boolean
          term: string
        }[]
      }
      receipt_traces: {
        Args: {
          p_wamids: string[]
        }
        Returns: Json
      }
      record_account_act: {
        Args: {
          p_act: string
          p_method?: string
        }
        Returns: undefined
      }
      record_audit_export: {
        Args: {
          p_filter: Json
          p_rows: number
        }
        Returns: undefined
      }
      record_consent_change: {
        Args: {
          p_at: string
          p_button_id?: string
          p_channel?: string
          p_customer_id: string
          p_evidence?: string
          p_message_id: string
          p_scope: string
          p_source: string
          p_to: string
          p_words: string
        }
        Returns: boolean
      }
      record_identity_check: {
        Args: {
          p_evidence: string
          p_how: string
          p_request_id: string
        }
        Returns: undefined
      }
      record_job_run: {
        Args: {
          p_run: Json
        }
        Returns: undefined
      }
      record_notice: {
        Args: {
          p_processor: string
          p_reference: string
          p_run_id: string
          p_told_at: string
        }
        Returns: boolean
      }
      record_outside_message: {
        Args: {
          p_event: Database["public"]["Tables"]["wa_events"]["Row"]
          p_settings: Json
        }
        Returns: undefined
      }
      record_privacy_event: {
        Args: {
          p_detail?: Json
          p_event: string
          p_request: Database["public"]["Tables"]["privacy_requests"]["Row"]
        }
        Returns: undefined
      }
      record_privacy_told: {
        Args: {
          p_about: string
          p_request_id: string
          p_way: string
        }
        Returns: undefined
      }
      record_send_result: {
        Args: {
          p_attempt_id: string
          p_result: Json
          p_settings: Json
        }
        Returns: Json
      }
      record_ticket_reply: {
        Args: {
          p_body: string
          p_client_key: string
          p_message_id: string
          p_ticket_id: string
        }
        Returns: Json
      }
      record_told_consent: {
        Args: {
          p_at: string
          p_channel: string
          p_customer_id: string
          p_evidence?: string
          p_scope: string
          p_to: string
          p_words: string
        }
        Returns: Json
      }
      rectify_customer: {
        Args: {
          p_changes: Json
          p_request_id: string
        }
        Returns: Json
      }
      redacted_json: {
        Args: {
          p_depth?: number
          p_key?: string
          p_value: Json
        }
        Returns: Json
      }
      refuse_privacy_request: {
        Args: {
          p_reason: string
          p_request_id: string
          p_settings?: Json
        }
        Returns: Json
      }
      release_legal_hold: {
        Args: {
          p_hold_id: string
          p_note: string
        }
        Returns: Json
      }
      release_work_of: {
        Args: {
          p_user_id: string
        }
        Returns: number
      }
      remove_media_rows: {
        Args: {
          p_ids: string[]
          p_purge_id?: string
        }
        Returns: number
      }
      rename_myself: {
        Args: {
          p_display_name: string
        }
        Returns: undefined
      }
      reopen_session: {
        Args: {
          p_session_id: string
        }
        Returns: Json
      }
      replace_templates: {
        Args: {
          p_templates: Json
        }
        Returns: number
      }
      reply_time_bucket: {
        Args: {
          p_wait: unknown
        }
        Returns: number
      }
      reply_time_ms: {
        Args: {
          p_bucket: number
        }
        Returns: number
      }
      reply_to_own_ticket: {
        Args: {
          p_body: string
          p_reference: string
          p_turn_id: string
        }
        Returns: Json
      }
      reply_to_ticket: {
        Args: {
          p_client_key: string
          p_parts: string[]
          p_ticket_id: string
        }
        Returns: Json
      }
      reply_to_ticket_by_template: {
        Args: {
          p_client_key: string
          p_template_id: string
          p_ticket_id: string
          p_variables: string[]
        }
        Returns: Json
      }
      reprocess_event: {
        Args: {
          p_event_id: string
          p_item: Json
          p_settings: Json
        }
        Returns: Json
      }
      request_media_purge: {
        Args: {
          p_customer_id?: string
          p_media_ids?: string[]
          p_session_id?: string
        }
        Returns: Json
      }
      request_reprocessing: {
        Args: {
          p_event_ids: string[]
        }
        Returns: string[]
      }
      request_retention: {
        Args: never
        Returns: Json
      }
      require_other_admin: {
        Args: {
          p_user_id: string
        }
        Returns: undefined
      }
      require_staff_role: {
        Args: {
          p_roles: string[]
        }
        Returns: string
      }
      reset_media_fetch: {
        Args: {
          p_file_ids: string[]
          p_now?: string
        }
        Returns: string[]
      }
      resolve_customer: {
        Args: {
          p_display_name: string
          p_phone: string
          p_wa_user_id: string
        }
        Returns: string
      }
      restart_answer: {
        Args: {
          p_session: Database["public"]["Tables"]["chat_sessions"]["Row"]
          p_settings: Json
          p_turn: Database["public"]["Tables"]["agent_turns"]["Row"]
        }
        Returns: Json
      }
      restore_canned_reply: {
        Args: {
          p_id: string
        }
        Returns: boolean
      }
      restore_parked_events: {
        Args: {
          p_event_ids: string[]
        }
        Returns: number
      }
      resume_privacy_request: {
        Args: {
          p_request_id: string
        }
        Returns: undefined
      }
      retention_classes: {
        Args: never
        Returns: string[]
      }
      retention_days: {
        Args: {
          p_class: string
          p_settings: Json
        }
        Returns: number
      }
      retention_limit: {
        Args: {
          p_class: string
          p_now: string
          p_settings: Json
        }
        Returns: string
      }
      retention_progress: {
        Args: never
        Returns: Json
      }
      retention_run_row: {
        Args: {
          p_run: Database["public"]["Tables"]["retention_runs"]["Row"]
        }
        Returns: Json
      }
      retire_article: {
        Args: {
          p_article_id: string
          p_note: string
        }
        Returns: Json
      }
      retire_audit: {
        Args: {
          p_before: string
          p_limit: number
          p_position: Json
        }
        Returns: Json
      }
      retire_batch: {
        Args: {
          p_class: string
          p_limit: number
          p_now: string
          p_position: Json
          p_settings: Json
        }
        Returns: Json
      }
      retire_customers: {
        Args: {
          p_before: string
          p_limit: number
          p_position: Json
        }
        Returns: Json
      }
      retire_events: {
        Args: {
          p_limit: number
          p_now: string
          p_position: Json
          p_settings: Json
        }
        Returns: Json
      }
      retire_jobs: {
        Args: {
          p_before: string
          p_limit: number
          p_position: Json
        }
        Returns: Json
      }
      retire_media: {
        Args: {
          p_limit: number
          p_now: string
          p_retention_days: number
        }
        Returns: number
      }
      retire_messages: {
        Args: {
          p_before: string
          p_limit: number
          p_position: Json
        }
        Returns: Json
      }
      retire_owned: {
        Args: {
          p_before: string
          p_column: string
          p_condition: string
          p_limit: number
          p_position: Json
          p_table: string
        }
        Returns: Json
      }
      retire_published_article: {
        Args: {
          p_article_id: string
          p_by: string
        }
        Returns: number
      }
      retire_sessions: {
        Args: {
          p_before: string
          p_limit: number
          p_position: Json
        }
        Returns: Json
      }
      retire_several: {
        Args: {
          p_before: string
          p_limit: number
          p_parts: string[]
          p_position: Json
        }
        Returns: Json
      }
      retire_sign_ins: {
        Args: {
          p_before: string
          p_limit: number
        }
        Returns: Json
      }
      retry_delay_ms: {
        Args: {
          p_attempt_no: number
          p_error_code: number
          p_settings: Json
        }
        Returns: number
      }
      retry_erasure: {
        Args: {
          p_run_id: string
        }
        Returns: boolean
      }
      retry_failed_embeddings: {
        Args: {
          p_message_ids?: string[]
        }
        Returns: number
      }
      retry_failed_sends: {
        Args: {
          p_message_ids: string[]
        }
        Returns: string[]
      }
      retry_job_failures: {
        Args: {
          p_cause: Json
          p_limit?: number
          p_retryable: string[]
        }
        Returns: Json
      }
      retry_job_runs: {
        Args: {
          p_retryable: string[]
          p_run_ids: string[]
        }
        Returns: Json
      }
      retry_media: {
        Args: {
          p_media_ids: string[]
        }
        Returns: Json
      }
      retry_message: {
        Args: {
          p_message_id: string
        }
        Returns: Json
      }
      retry_understanding: {
        Args: {
          p_media_id: string
        }
        Returns: Json
      }
      reveal_identity: {
        Args: {
          p_identity_id: string
        }
        Returns: Json
      }
      reveal_parked_event: {
        Args: {
          p_event_id: string
        }
        Returns: Json
      }
      reviewable_event: {
        Args: {
          p_event_id: string
        }
        Returns: Database["public"]["Tables"]["wa_events"]["Row"]
      }
      revoke_privacy_export: {
        Args: {
          p_export_id: string
        }
        Returns: undefined
      }
      roll_back_article: {
        Args: {
          p_article_id: string
          p_note: string
          p_version: number
        }
        Returns: Json
      }
      roll_back_profile: {
        Args: {
          p_note: string
          p_version: number
        }
        Returns: Json
      }
      roll_up_figures: {
        Args: {
          p_most_hours?: number
          p_now?: string
        }
        Returns: Json
      }
      runs_of_cause: {
        Args: {
          p_cause: Json
          p_limit: number
        }
        Returns: string[]
      }
      sample_articles: {
        Args: never
        Returns: Json
      }
      save_article_draft: {
        Args: {
          p_article: Json
          p_article_id: string
          p_revision?: number
        }
        Returns: Json
      }
      save_canned_reply: {
        Args: {
          p_body: string
          p_id: string
          p_shortcut: string
          p_title: string
        }
        Returns: Json
      }
      save_draft: {
        Args: {
          p_fence: number
          p_parts: string[]
          p_record: Json
          p_turn_id: string
        }
        Returns: boolean
      }
      save_embeddings: {
        Args: {
          p_chunks: Json
          p_claim: string
          p_content_hash: string
          p_message_id: string
          p_model?: string
        }
        Returns: string
      }
      save_export_progress: {
        Args: {
          p_claim: string
          p_done: number
          p_export_id: string
          p_lease_ms: number
          p_part: string
        }
        Returns: boolean
      }
      save_media_file: {
        Args: {
          p_claim: string
          p_file: Json
          p_media_id: string
        }
        Returns: boolean
      }
      save_profile_draft: {
        Args: {
          p_profile: Json
          p_revision?: number
        }
        Returns: Json
      }
      save_recall_hits: {
        Args: {
          p_hits: Json
          p_turn_id: string
        }
        Returns: number
      }
      save_summary: {
        Args: {
          p_after_seq: number
          p_fence: number
          p_notes: Json
          p_record: Json
          p_session_id: string
          p_upto_seq: number
        }
        Returns: Json
      }
      save_turn_progress: {
        Args: {
          p_fence: number
          p_progress: Json
          p_turn_id: string
        }
        Returns: boolean
      }
      save_understanding: {
        Args: {
          p_claim: string
          p_media_id: string
          p_result: Json
        }
        Returns: boolean
      }
      save_view: {
        Args: {
          p_id: string
          p_name: string
          p_query: string
          p_shared?: boolean
        }
        Returns: Json
      }
      scan_blocks: {
        Args: {
          p_from: number
          p_run: Database["public"]["Tables"]["erasure_runs"]["Row"]
          p_table: Record<string, unknown>
          p_upto: number
        }
        Returns: Json
      }
      scan_for_erased: {
        Args: {
          p_blocks?: number
          p_run_id: string
        }
        Returns: Json
      }
      scanned_tables: {
        Args: never
        Returns: {
          is_scanned_only: boolean
          owner: string
          place: number
          reading: string
          schema_name: string
          table_name: string
        }[]
      }
      search_bucket: {
        Args: {
          p_seq: number
        }
        Returns: string
      }
      search_customers: {
        Args: {
          p_calling_code: string
          p_query: string
        }
        Returns: string[]
      }
      search_messages: {
        Args: {
          p_before?: number
          p_limit?: number
          p_query: string
        }
        Returns: Json
      }
      search_text: {
        Args: {
          p_text: string
        }
        Returns: string
      }
      search_vector: {
        Args: {
          p_at: string
          p_author: string
          p_text: string
        }
        Returns: unknown
      }
      seed_sample_knowledge: {
        Args: never
        Returns: undefined
      }
      send_gate: {
        Args: {
          p_author: string
          p_now?: string
          p_purpose: string
          p_session_id: string
          p_settings?: Json
          p_template_category?: string
        }
        Returns: Json
      }
      send_identity_code: {
        Args: {
          p_code: string
          p_code_hash: string
          p_request_id: string
          p_settings?: Json
        }
        Returns: Json
      }
      send_opening_code: {
        Args: {
          p_code: string
          p_code_hash: string
          p_request_id: string
          p_settings: Json
        }
        Returns: Json
      }
      send_reasons: {
        Args: {
          p_author: string
          p_now: string
          p_purpose: string
          p_session_id: string
          p_settings: Json
          p_template_category: string
        }
        Returns: Json
      }
      send_refusal: {
        Args: {
          p_author: string
          p_now?: string
          p_purpose: string
          p_session_id: string
          p_template_category?: string
        }
        Returns: string
      }
      serving_models: {
        Args: {
          p_model: string
        }
        Returns: string[]
      }
      session_changes: {
        Args: {
          p_session_id: string
          p_since: string
        }
        Returns: Json
      }
      session_for_ticket_reply: {
        Args: {
          p_takes_over: boolean
          p_ticket_id: string
        }
        Returns: string
      }
      session_header: {
        Args: {
          p_session_id: string
        }
        Returns: Json
      }
      session_is_open: {
        Args: never
        Returns: boolean
      }
      session_list_changes: {
        Args: {
          p_assignee?: string
          p_calling_code?: string
          p_filter?: string
          p_query?: string
          p_since: string
          p_unread?: boolean
        }
        Returns: Json
      }
      session_memory: {
        Args: {
          p_session_id: string
          p_upto_seq?: number
        }
        Returns: Json
      }
      session_transcript: {
        Args: {
          p_after?: number
          p_around?: number
          p_before?: number
          p_limit?: number
          p_session_id: string
        }
        Returns: Json
      }
      set_article_head: {
        Args: {
          p_article_id: string
        }
        Returns: undefined
      }
      set_reembed_state: {
        Args: {
          p_run_id: string
          p_state: string
        }
        Returns: Json
      }
      set_ticket_assignee: {
        Args: {
          p_staff_id: string
          p_ticket_id: string
        }
        Returns: Json
      }
      set_ticket_priority: {
        Args: {
          p_priority: string
          p_ticket_id: string
        }
        Returns: Json
      }
      set_ticket_status: {
        Args: {
          p_status: string
          p_ticket_id: string
        }
        Returns: Json
      }
      settle_alert_batch: {
        Args: {
          p_batch_id: string
          p_now?: string
          p_result: Json
        }
        Returns: undefined
      }
      settle_attempt_with_id: {
        Args: {
          p_at: string
          p_attempt_id: string
          p_is_guess: boolean
          p_settings: Json
          p_wa_message_id: string
        }
        Returns: undefined
      }
      settle_by_receipt: {
        Args: {
          p_customer_id: string
          p_settings: Json
        }
        Returns: undefined
      }
      settle_echo: {
        Args: {
          p_event_id: string
          p_settings: Json
        }
        Returns: boolean
      }
      settle_identity_check: {
        Args: {
          p_check_id: string
          p_state: string
        }
        Returns: undefined
      }
      settle_media_failure: {
        Args: {
          p_claim: string
          p_failure: Json
          p_media_id: string
          p_now?: string
        }
        Returns: Json
      }
      settle_sign_in: {
        Args: {
          p_attempt_id: string
        }
        Returns: undefined
      }
      settle_stale_sends: {
        Args: {
          p_limit: number
          p_now: string
          p_settings: Json
        }
        Returns: number
      }
      settle_turn_outcome: {
        Args: {
          p_turn_id: string
        }
        Returns: undefined
      }
      settle_unfinished: {
        Args: {
          p_limit?: number
          p_now?: string
          p_settings: Json
        }
        Returns: Json
      }
      shown_question_seq: {
        Args: {
          p_confirmation: Database["public"]["Tables"]["tool_confirmations"]["Row"]
        }
        Returns: number
      }
      staff_account_of: {
        Args: {
          p_email: string
        }
        Returns: Json
      }
      staff_name: {
        Args: {
          p_user_id: string
        }
        Returns: string
      }
      start_privacy_export: {
        Args: {
          p_request_id: string
        }
        Returns: string
      }
      store_vectors: {
        Args: {
          p_chunks: Json
          p_message_id: string
          p_model: string
        }
        Returns: undefined
      }
      subject_is_held: {
        Args: {
          p_subject_id: string
        }
        Returns: boolean
      }
      sum_counts: {
        Args: {
          p_more: Json
          p_so_far: Json
        }
        Returns: Json
      }
      sum_latencies: {
        Args: {
          p_more: Json
          p_so_far: Json
        }
        Returns: Json
      }
      summary_base: {
        Args: {
          p_session: Database["public"]["Tables"]["chat_sessions"]["Row"]
        }
        Returns: Json
      }
      summary_is_due: {
        Args: {
          p_session_id: string
          p_settings: Json
        }
        Returns: boolean
      }
      summary_is_wanted: {
        Args: {
          p_now: string
          p_session: Database["public"]["Tables"]["chat_sessions"]["Row"]
          p_settings: Json
        }
        Returns: boolean
      }
      suppress_queued: {
        Args: {
          p_purposes: string[]
          p_reason: string
          p_session_id: string
        }
        Returns: undefined
      }
      sweep_missing_objects: {
        Args: {
          p_after: string
          p_bucket: string
          p_limit: number
          p_now: string
        }
        Returns: Json
      }
      sweep_orphan_objects: {
        Args: {
          p_after: string
          p_bucket: string
          p_limit: number
          p_now: string
        }
        Returns: Json
      }
      take_over_session: {
        Args: {
          p_session_id: string
        }
        Returns: Json
      }
      tell_before_erasure: {
        Args: {
          p_run_id: string
          p_settings: Json
        }
        Returns: Json
      }
      tell_privacy_again: {
        Args: {
          p_about: string
          p_request_id: string
          p_settings?: Json
        }
        Returns: Json
      }
      tell_privacy_outcome: {
        Args: {
          p_about: string
          p_kind: string
          p_request: Database["public"]["Tables"]["privacy_requests"]["Row"]
          p_settings: Json
          p_values: Json
        }
        Returns: string
      }
      telling_terms: {
        Args: {
          p_customer_id: string
          p_queries: string[]
        }
        Returns: {
          exact: boolean
          term: string
        }[]
      }
      ticket_conversation: {
        Args: {
          p_ticket: Database["public"]["Tables"]["support_tickets"]["Row"]
        }
        Returns: Json
      }
      ticket_counts: {
        Args: never
        Returns: Json
      }
      ticket_ids: {
        Args: {
          p_before: Json
          p_filter: Json
          p_limit: number
        }
        Returns: string[]
      }
      ticket_row: {
        Args: {
          p_ticket: Database["public"]["Tables"]["support_tickets"]["Row"]
        }
        Returns: Json
      }
      ticket_search_words: {
        Args: {
          p_search: string
        }
        Returns: unknown
      }
      touch_presence: {
        Args: {
          p_activity: string
          p_session_id: string
          p_staff_id: string
        }
        Returns: undefined
      }
      transcript_seqs: {
        Args: {
          p_from: number
          p_limit: number
          p_session_id: string
          p_upward: boolean
        }
        Returns: number[]
      }
      turn_behind_event: {
        Args: {
          p_message_id: string
        }
        Returns: string
      }
      turn_context: {
        Args: {
          p_turn_id: string
          p_window_size: number
        }
        Returns: Json
      }
      turn_files: {
        Args: {
          p_turn: Database["public"]["Tables"]["agent_turns"]["Row"]
        }
        Returns: string[]
      }
      turn_media_due: {
        Args: {
          p_fence: number
          p_settings: Json
          p_turn_id: string
        }
        Returns: string
      }
      turn_trace: {
        Args: {
          p_turn_id: string
        }
        Returns: Json
      }
      turn_why: {
        Args: {
          p_turn_id: string
        }
        Returns: Json
      }
      turns_of_question: {
        Args: {
          p_turn: Database["public"]["Tables"]["agent_turns"]["Row"]
        }
        Returns: string[]
      }
      turns_without_hits: {
        Args: {
          p_before?: Json
          p_limit?: number
        }
        Returns: Json
      }
      undelivered_session_ids: {
        Args: never
        Returns: string[]
      }
      understood_text: {
        Args: {
          p_media: Database["public"]["Tables"]["chat_media"]["Row"]
        }
        Returns: string
      }
      unmark_job_failures_seen: {
        Args: {
          p_cause: Json
          p_since: string
        }
        Returns: number
      }
      unread_after: {
        Args: {
          p_session_id: string
        }
        Returns: number
      }
      untold_notice: {
        Args: {
          p_about: string
          p_request_id: string
        }
        Returns: undefined
      }
      untold_requests: {
        Args: never
        Returns: string[]
      }
      utf16_length: {
        Args: {
          p_text: string
        }
        Returns: number
      }
      verified_identity: {
        Args: {
          p_customer_id: string
        }
        Returns: Json
      }
      wait_to_send: {
        Args: {
          p_message_id: string
          p_reason: string
          p_until: string
        }
        Returns: Json
      }
      why_hits: {
        Args: {
          p_turn_id: string
        }
        Returns: Json
      }
      withdraw_privacy_request: {
        Args: {
          p_request_id: string
        }
        Returns: undefined
      }
      work_left: {
        Args: {
          p_run: Database["public"]["Tables"]["job_runs"]["Row"]
        }
        Returns: boolean
      }
    }
    Enums: {
      [_ in never]: never
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type Public = Database["public"]

export type Tables<Name extends keyof (Public["Tables"] & Public["Views"])> =
  (Public["Tables"] & Public["Views"])[Name]["Row"]
export type TablesInsert<Name extends keyof Public["Tables"]> = Public["Tables"][Name]["Insert"]
export type TablesUpdate<Name extends keyof Public["Tables"]> = Public["Tables"][Name]["Update"]
export type Enums<Name extends keyof Public["Enums"]> = Public["Enums"][Name]
