import { z } from "zod";
import { classifyRequestFailure } from "@/lib/whatsapp/request-failure";

export type Template = {
  name: string;
  language: string;
  /** `APPROVED`, `PENDING`, `REJECTED` … in Meta's words; null when Luminous does not say. */
  status: string | null;
  category: string | null;
  /** Meta's `components`: header, body with its variables, buttons. */
  components: unknown[];
};

export type TemplateList =
  | { kind: "listed"; templates: Template[]; unreadable: number }
  | { kind: "failed"; reason: string; httpStatus: number | null };

const MAX_PAGES = 20;

const details = z.object({
  name: z.string().min(1).optional(),
  language: z
    .union([z.string().min(1), z.object({ code: z.string().min(1) }).transform(({ code }) => code)])
    .optional(),
  status: z.string().nullish().catch(null),
  category: z.string().nullish().catch(null),
  components: z.array(z.unknown()).optional().catch(undefined),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Luminous keeps Meta's description of a template in `metadata`, as JSON in a string. */
const metadata = z
  .union([z.string().transform(parseJson), z.unknown()])
  .pipe(details.catch({ status: null, category: null }));

const template = details.extend({ metadata }).transform((row, context): Template => {
  const name = row.name ?? row.metadata.name;
  const language = row.language ?? row.metadata.language;
  if (!name || !language) {
    context.addIssue({ code: "custom", message: "A template needs a name and a language." });
    return z.NEVER;
  }
  return {
    name,
    language,
    status: row.status ?? row.metadata.status ?? null,
    category: row.category ?? row.metadata.category ?? null,
    components: row.components ?? row.metadata.components ?? [],
  };
});

const page = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ last_page: z.number().int() }).optional().catch(undefined),
});

/** Reads all pages of a template list. A row that cannot be read is counted and left out. */
export async function listTemplatePages(
  readPage: (page: number) => Promise<{ httpStatus: number; answer: unknown }>,
): Promise<TemplateList> {
  const templates: Template[] = [];
  let unreadable = 0;
  try {
    for (let at = 1, last = 1; at <= last && at <= MAX_PAGES; at += 1) {
      const { httpStatus, answer } = await readPage(at);
      const parsed = page.safeParse(answer);
      if (httpStatus !== 200 || !parsed.success) {
        const reason = httpStatus === 200 ? "unreadable_answer" : "refused";
        return { kind: "failed", reason, httpStatus };
      }
      for (const row of parsed.data.data) {
        const read = template.safeParse(row);
        if (read.success) templates.push(read.data);
        else unreadable += 1;
      }
      last = parsed.data.meta?.last_page ?? 1;
    }
  } catch (error) {
    return { kind: "failed", reason: classifyRequestFailure(error).reason, httpStatus: null };
  }
  return { kind: "listed", templates, unreadable };
}
