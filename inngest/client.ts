import { Inngest } from "inngest";
import { RecordJobRuns } from "@/inngest/record-job-runs";

/** The app as Inngest knows it. Keys and addresses are read from INNGEST_* by the library itself. */
export const inngest = new Inngest({ id: "parcelo", middleware: [RecordJobRuns] });
