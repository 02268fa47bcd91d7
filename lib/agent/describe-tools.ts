import "server-only";
import { zodResponsesFunction } from "openai/helpers/zod";
import type { FunctionTool } from "openai/resources/responses/responses";
import type { Route } from "@/lib/agent/routes";
import { toolsFor } from "@/lib/agent/tools/tools-for";

/** A route's tools as the model is told of them; only what is configured. */
export function describeTools(route: Route): FunctionTool[] {
  return toolsFor(route).map(({ name, description, parameters }) => {
    const described = zodResponsesFunction({ name, description, parameters });
    return {
      type: "function",
      name,
      description,
      parameters: described.parameters,
      strict: true,
    };
  });
}
