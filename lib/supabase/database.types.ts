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
      agent_turns: {
        Row: {
          cached_tokens: number | null
          claimed_at: string
          cost_usd: number | null
          customer_id: string
          draft: string[] | null
          fence: number
          finished_at: string | null
          from_seq: number
          id: string
          input_tokens: number | null
          latency_ms: Json
          lease_until: string
          model: string | null
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
          tools: Json
          trimmed: Json
          upto_seq: number
        }
        Insert: {
          cached_tokens?: number | null
          claimed_at?: string
          cost_usd?: number | null
          customer_id: string
          draft?: string[] | null
          fence: number
          finished_at?: string | null
          from_seq: number
          id?: string
          input_tokens?: number | null
          latency_ms?: Json
          lease_until: string
          model?: string | null
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
          tools?: Json
          trimmed?: Json
          upto_seq: number
        }
        Update: {
          cached_tokens?: number | null
          claimed_at?: string
          cost_usd?: number | null
          customer_id?: string
          draft?: string[] | null
          fence?: number
          finished_at?: string | null
          from_seq?: number
          id?: string
          input_tokens?: number | null
          latency_ms?: Json
          lease_until?: string
          model?: string | null
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
          tools?: Json
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
      chat_media: {
        Row: {
          attempts: number
          caption: string | null
          checksum: string | null
          created_at: string
          downloaded_at: string | null
          enrichment_status: string
          error: string | null
          expires_at: string | null
          file_name: string | null
          file_size: number | null
          id: string
          message_id: string
          mime_type: string | null
          next_attempt_at: string | null
          status: string
          storage_path: string | null
          transcript: string | null
          updated_at: string
          wa_media_id: string | null
        }
        Insert: {
          attempts?: number
          caption?: string | null
          checksum?: string | null
          created_at?: string
          downloaded_at?: string | null
          enrichment_status?: string
          error?: string | null
          expires_at?: string | null
          file_name?: string | null
          file_size?: number | null
          id?: string
          message_id: string
          mime_type?: string | null
          next_attempt_at?: string | null
          status?: string
          storage_path?: string | null
          transcript?: string | null
          updated_at?: string
          wa_media_id?: string | null
        }
        Update: {
          attempts?: number
          caption?: string | null
          checksum?: string | null
          created_at?: string
          downloaded_at?: string | null
          enrichment_status?: string
          error?: string | null
          expires_at?: string | null
          file_name?: string | null
          file_size?: number | null
          id?: string
          message_id?: string
          mime_type?: string | null
          next_attempt_at?: string | null
          status?: string
          storage_path?: string | null
          transcript?: string | null
          updated_at?: string
          wa_media_id?: string | null
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
          owner: string
          owner_reason: string | null
          owner_since: string
          pending_turn_seq: number | null
          phone_number_id: string
          replied_upto_seq: number
          status: string
          summarised_upto_seq: number
          turn_failures: number
          turn_fence: number
          turn_quiet_from: string | null
          turn_requested_at: string | null
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
          owner?: string
          owner_reason?: string | null
          owner_since?: string
          pending_turn_seq?: number | null
          phone_number_id: string
          replied_upto_seq?: number
          status?: string
          summarised_upto_seq?: number
          turn_failures?: number
          turn_fence?: number
          turn_quiet_from?: string | null
          turn_requested_at?: string | null
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
          owner?: string
          owner_reason?: string | null
          owner_since?: string
          pending_turn_seq?: number | null
          phone_number_id?: string
          replied_upto_seq?: number
          status?: string
          summarised_upto_seq?: number
          turn_failures?: number
          turn_fence?: number
          turn_quiet_from?: string | null
          turn_requested_at?: string | null
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
          customer_id: string
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
          customer_id: string
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
          customer_id?: string
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
          erased_at?: string | null
          id?: string
          locale?: string | null
          marketing_status?: string
          updated_at?: string
        }
        Relationships: []
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
          review_note: string | null
          reviewed_at: string | null
          reviewed_by: string | null
          settle_after: string | null
          status: string
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
          review_note?: string | null
          reviewed_at?: string | null
          reviewed_by?: string | null
          settle_after?: string | null
          status?: string
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
          review_note?: string | null
          reviewed_at?: string | null
          reviewed_by?: string | null
          settle_after?: string | null
          status?: string
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
      act_on_failure: {
        Args: {
          p_error_code: number
          p_message_id: string
          p_settings: Json
          p_stops_account: boolean
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
      apply_status: {
        Args: {
          p_at: string
          p_settings: Json
          p_status: Json
          p_wa_message_id: string
        }
        Returns: boolean
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
      begin_generation: {
        Args: {
          p_fence: number
          p_lease_ms: number
          p_turn_id: string
        }
        Returns: boolean
      }
      begin_send: {
        Args: {
          p_message_id: string
          p_settings: Json
        }
        Returns: Json
      }
      claim_turn: {
        Args: {
          p_run_id: string
          p_session_id: string
          p_settings: Json
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
      console_message_row: {
        Args: {
          p_message: Database["public"]["Tables"]["chat_messages"]["Row"]
        }
        Returns: Json
      }
      console_session_counts: {
        Args: never
        Returns: Json
      }
      console_session_ids: {
        Args: {
          p_before: Json
          p_customers: string[]
          p_limit: number
          p_only: string[]
          p_segment: string
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
      current_staff_role: {
        Args: never
        Returns: string
      }
      customer_of_person: {
        Args: {
          p_person: Json
        }
        Returns: string
      }
      decoded_entities: {
        Args: {
          p_text: string
        }
        Returns: string
      }
      dismiss_parked_events: {
        Args: {
          p_event_ids: string[]
          p_note: string
        }
        Returns: number
      }
      end_identity: {
        Args: {
          p_customer_id: string
          p_kind: string
        }
        Returns: string[]
      }
      fill_template: {
        Args: {
          p_body: string
          p_variables: string[]
        }
        Returns: string
      }
      find_customer: {
        Args: {
          p_kind: string
          p_value: string
        }
        Returns: string
      }
      find_unfinished: {
        Args: {
          p_limit?: number
          p_now?: string
          p_settings: Json
        }
        Returns: Json
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
      hand_back_session: {
        Args: {
          p_session_id: string
        }
        Returns: Json
      }
      hand_off_turn: {
        Args: {
          p_fence: number
          p_outcome: string
          p_reason: string
          p_turn_id: string
        }
        Returns: boolean
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
      list_parked_events: {
        Args: {
          p_before?: string
          p_before_id?: string
          p_limit?: number
          p_reason?: string
        }
        Returns: Json
      }
      list_sessions: {
        Args: {
          p_calling_code?: string
          p_cursor?: Json
          p_filter?: string
          p_limit?: number
          p_query?: string
        }
        Returns: Json
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
      lock_session_for_staff: {
        Args: {
          p_session_id: string
        }
        Returns: Database["public"]["Tables"]["chat_sessions"]["Row"]
      }
      loop_suspicion: {
        Args: {
          p_now: string
          p_session_id: string
        }
        Returns: string
      }
      masked_phone: {
        Args: {
          p_value: string
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
      message_of_wamid: {
        Args: {
          p_customer_id: string
          p_wa_message_id: string
        }
        Returns: string
      }
      normalised_for_match: {
        Args: {
          p_text: string
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
      record_consent_change: {
        Args: {
          p_at: string
          p_customer_id: string
          p_message_id: string
          p_scope: string
          p_source: string
          p_to: string
          p_words: string
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
      record_send_result: {
        Args: {
          p_attempt_id: string
          p_result: Json
          p_settings: Json
        }
        Returns: Json
      }
      replace_templates: {
        Args: {
          p_templates: Json
        }
        Returns: number
      }
      reprocess_event: {
        Args: {
          p_event_id: string
          p_item: Json
          p_settings: Json
        }
        Returns: Json
      }
      request_reprocessing: {
        Args: {
          p_event_ids: string[]
        }
        Returns: string[]
      }
      require_staff_role: {
        Args: {
          p_roles: string[]
        }
        Returns: string
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
      retry_delay_ms: {
        Args: {
          p_attempt_no: number
          p_error_code: number
          p_settings: Json
        }
        Returns: number
      }
      retry_failed_sends: {
        Args: {
          p_message_ids: string[]
        }
        Returns: string[]
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
      search_customers: {
        Args: {
          p_calling_code: string
          p_query: string
        }
        Returns: string[]
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
      session_changes: {
        Args: {
          p_session_id: string
          p_since: string
        }
        Returns: Json
      }
      session_header: {
        Args: {
          p_session_id: string
        }
        Returns: Json
      }
      session_list_changes: {
        Args: {
          p_calling_code?: string
          p_filter?: string
          p_query?: string
          p_since: string
        }
        Returns: Json
      }
      session_transcript: {
        Args: {
          p_before?: number
          p_limit?: number
          p_session_id: string
        }
        Returns: Json
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
      suppress_queued: {
        Args: {
          p_purposes: string[]
          p_reason: string
          p_session_id: string
        }
        Returns: undefined
      }
      take_over_session: {
        Args: {
          p_session_id: string
        }
        Returns: Json
      }
      turn_context: {
        Args: {
          p_turn_id: string
          p_window_size: number
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
