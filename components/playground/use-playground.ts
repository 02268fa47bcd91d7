"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { askOfView } from "@/components/playground/ask-of-view";
import { playgroundKeys, postAsk } from "@/components/playground/playground-queries";
import type { PlaygroundView } from "@/components/playground/use-playground-view";
import type { PlaygroundAsk } from "@/lib/agent/playground-schemas";

/**
 * The answer to what the address asks. The search runs by itself; the model is called only by a press,
 * never by opening a link.
 */
export function usePlayground(view: PlaygroundView) {
  const ask = askOfView(view, "recall");
  const search = useQuery({
    queryKey: playgroundKeys.ask(ask),
    enabled: ask !== null,
    queryFn: ({ signal }) => postAsk(ask as PlaygroundAsk, signal),
    retry: false,
  });
  const model = useMutation({
    mutationFn: async (mode: "triage" | "draft") => {
      const asked = askOfView(view, mode);
      if (!asked) throw new Error("Nothing was asked");
      return { key: JSON.stringify({ ...asked, mode: null }), result: await postAsk(asked) };
    },
  });
  // What the model said of another question is not shown under this one.
  const isOfThis = model.data?.key === JSON.stringify({ ...ask, mode: null });
  return { ask, search, model, result: (isOfThis && model.data?.result) || search.data };
}
