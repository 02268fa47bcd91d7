import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions";

// The job engine calls this; Inngest's own signature check guards it in production.
export const { GET, POST, PUT } = serve({ client: inngest, functions });
