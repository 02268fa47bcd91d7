"use client";

import { useState } from "react";
import type { z } from "zod";
import { useForm } from "@/components/form/use-form";
import { useLeaveWarning } from "@/components/form/use-leave-warning";
import { RequestFailure } from "@/components/query/request-json";

/** The form of a draft: warns before typed text is lost, and knows when somebody saved in between. */
export function useDraftForm<Values extends Record<string, unknown>, Parsed>(options: {
  initial: Values;
  schema: z.ZodType<Parsed, unknown>;
  submit: (parsed: Parsed) => Promise<unknown>;
}) {
  const [isOutdated, setOutdated] = useState(false);
  const form = useForm({
    ...options,
    submit: async (parsed: Parsed) => {
      try {
        await options.submit(parsed);
      } catch (error) {
        setOutdated(error instanceof RequestFailure && error.code === "changed_meanwhile");
        throw error;
      }
    },
  });
  useLeaveWarning(form.isChanged);
  return { ...form, isOutdated };
}
