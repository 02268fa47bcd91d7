import "server-only";
import { z } from "zod";
import { log } from "@/lib/log";
import type { RunReport } from "@/lib/operations/run-report";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** A job waits at most so long for its own record. */
const patienceMs = 2_000;

type Report = ReturnType<RunReport["start"]> | ReturnType<RunReport["end"]>;

/** Writes one report of a run. Never throws: a record that cannot be written must not touch the job. */
export async function saveRunReport(report: Report): Promise<void> {
  try {
    await callFunction(
      serviceClient(),
      "record_job_run",
      { p_run: report },
      z.unknown(),
      AbortSignal.timeout(patienceMs),
    );
  } catch (error) {
    log.warn("Job run not recorded", {
      run_id: report.run_id,
      function_name: report.function_id,
      state: report.state,
      error,
    });
  }
}
