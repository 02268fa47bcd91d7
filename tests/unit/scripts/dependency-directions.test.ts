import { describe, expect, it } from "vitest";
import { findViolations } from "@/scripts/directions/find-violations";

/** A repository that keeps every direction; each test plants one violation in it. */
const sound = {
  "app/page.tsx":
    'import { Button } from "@/components/ui/button";\nimport { read } from "@/lib/chat/read";',
  "app/api/inngest/route.ts":
    'import { serve } from "inngest/next";\nimport { client } from "@/inngest/client";',
  "components/ui/button.tsx":
    'import type { Row } from "@/lib/chat/read";\nimport { words } from "../words";',
  "components/words.ts": "export const words = {};",
  "inngest/client.ts": 'import { Inngest } from "inngest";\nimport { env } from "@/lib/env";',
  "lib/chat/read.ts":
    'import "server-only";\nimport { env } from "@/lib/env";\nexport type Row = {};',
  "lib/chat/label.ts": "export const label = 1;",
  "lib/env.ts": 'import "server-only";\nexport const env = () => process.env;',
  "lib/supabase/service.ts": 'import "server-only";\nenv().SUPABASE_SERVICE_ROLE_KEY;',
  "local/start.ts": 'import "./inngest/serve";',
  "local/inngest/serve.ts": "export {};",
  "tests/unit/a.test.ts": 'import { serve } from "@/local/inngest/serve";',
};

const problemsWith = (planted: Record<string, string>) =>
  findViolations(new Map(Object.entries({ ...sound, ...planted }))).map(
    ({ file, problem }) => `${file} ${problem}`,
  );

describe("findViolations", () => {
  it("accepts a repository that keeps the directions", () => {
    expect(problemsWith({})).toEqual([]);
  });

  it.each([
    [
      "lib importing app",
      "lib/chat/label.ts",
      'import { x } from "@/app/page";',
      "lib/ may not import app/",
    ],
    [
      "lib importing inngest by a call",
      "lib/chat/label.ts",
      'await import("@/inngest/client");',
      "lib/ may not import inngest/",
    ],
    [
      "inngest importing components",
      "inngest/client.ts",
      'import "../components/ui/button";',
      "inngest/ may not import components/",
    ],
    [
      "components importing a page's type",
      "components/words.ts",
      'import type { A } from "@/app/page";',
      "components/ may not import app/",
    ],
    [
      "the product importing a stand-in",
      "app/page.tsx",
      'export { x } from "../local/inngest/serve";',
      "app/ may not import local/",
    ],
    [
      "the product importing a test",
      "lib/chat/label.ts",
      'import {\n  a,\n  b as c,\n} from "@/tests/unit/a.test";',
      "lib/ may not import tests/",
    ],
    [
      "the service key read elsewhere",
      "inngest/client.ts",
      "env().SUPABASE_SERVICE_ROLE_KEY",
      "only lib/supabase/service.ts",
    ],
    [
      "the environment read elsewhere",
      "lib/chat/label.ts",
      "process.env.OPENAI_API_KEY",
      "reads process.env",
    ],
    [
      "a whole environment passed on",
      "lib/chat/label.ts",
      "const { OPENAI_API_KEY } = process.env;",
      "reads process.env",
    ],
  ])("finds %s", (_what, file, text, problem) => {
    expect(problemsWith({ [file]: text })).toEqual([expect.stringContaining(problem)]);
  });

  it("finds server-only code that a component reaches through other files, and shows the way", () => {
    const planted = {
      "components/words.ts": 'import { label } from "@/lib/chat/label";',
      "lib/chat/label.ts": 'import { read } from "./read";',
    };
    expect(problemsWith(planted)).toContain(
      "components/words.ts reaches server-only code: lib/chat/label.ts → lib/chat/read.ts → server-only",
    );
  });

  it("lets a component call a server action", () => {
    const planted = {
      "components/words.ts": 'import { save } from "@/lib/chat/save";',
      "lib/chat/save.ts": '"use server";\nimport { read } from "./read";',
    };
    expect(problemsWith(planted)).toEqual([]);
  });

  it("counts the tests beside a part of the embedded stack as tests, and the part itself not", () => {
    const text = 'import { x } from "@/tests/unit/a.test";';
    expect(problemsWith({ "local/inngest/tests/a.test.ts": text })).toEqual([]);
    expect(problemsWith({ "local/inngest/serve.ts": text })).toHaveLength(1);
  });

  it("ignores imports in comments and Next's own variables", () => {
    const text =
      '// import { x } from "@/app/page";\n/* import "@/app/page"; */\nprocess.env.NODE_ENV;';
    expect(problemsWith({ "lib/chat/label.ts": text })).toEqual([]);
  });
});
