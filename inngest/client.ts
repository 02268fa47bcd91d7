import { Inngest } from "inngest";

/** The app as Inngest knows it. Keys and addresses are read from INNGEST_* by the library itself. */
export const inngest = new Inngest({ id: "parcelo" });
