import "server-only";
import { type AgentProfile, agentProfile } from "@/lib/knowledge/agent-profile";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/**
 * The published profile, or a version by number, so that a draft can be tried. Read for each turn,
 * one row by its index: what is published holds from the next turn on, in every process.
 */
export function readAgentProfile(which: { version?: number } = {}): Promise<AgentProfile | null> {
  return callFunction(
    serviceClient(),
    "agent_profile",
    which.version === undefined ? {} : { p_version: which.version },
    agentProfile.nullable(),
  );
}
