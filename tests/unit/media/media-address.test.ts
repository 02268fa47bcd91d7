import { expect, it } from "vitest";
import { judgeGraphAnswer } from "@/lib/media/fetch/judge-graph-answer";
import { mediaAddress } from "@/lib/media/fetch/media-address";

const meta = {
  graphUrl: "https://graph.facebook.com",
  hosts: ["lookaside.fbsbx.com", "cdn.example:8443"],
};
const oneMore = { graphUrl: "https://graph.facebook.com", hosts: ["cdn.example"] };
const local = { graphUrl: "http://127.0.0.1:8290/graph", hosts: ["lookaside.fbsbx.com"] };

it.each([
  [meta, "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=3", true],
  [meta, "https://LOOKASIDE.fbsbx.com/x", true],
  [meta, "https://graph.facebook.com/v26.0/x", true],
  [meta, "https://cdn.example:8443/x", true],
  [meta, "https://cdn.example/x", false],
  [meta, "http://lookaside.fbsbx.com/x", false],
  [meta, "https://lookaside.fbsbx.com:8443/x", false],
  [meta, "https://lookaside.fbsbx.com.evil.example/x", false],
  [meta, "https://lookaside.fbsbx.com@evil.example/x", false],
  [meta, "https://user:pass@lookaside.fbsbx.com/x", false],
  [meta, "https://evil.example/?lookaside.fbsbx.com", false],
  [meta, "https://169.254.169.254/latest/meta-data/", false],
  [meta, "file:///etc/passwd", false],
  [meta, "http://127.0.0.1:8290/graph/download", false],
  [meta, "no address", false],
  [oneMore, "https://cdn.example/x", true],
  [oneMore, "https://lookaside.fbsbx.com/x", true],
  [local, "http://127.0.0.1:8290/graph/download?mid=1", true],
  [local, "http://127.0.0.1:54321/rest/v1/customers", false],
  [local, "http://localhost:8290/graph/download", false],
] as const)("our token goes only where it may: with %j to %s: %s", (allowed, url, isAllowed) => {
  const open = () => mediaAddress(url, allowed).href;
  if (isAllowed) expect(open()).toBe(new URL(url).href);
  else expect(open).toThrow("host_not_allowed");
});

const error = (code: number) => ({ error: { code, message: "(#x) whatever" } });
it.each([
  [200, { url: "x" }, null],
  [401, error(190), "unauthorised"],
  [400, error(190), "unauthorised"],
  [403, error(200), "unauthorised"],
  [403, "<html>", "unauthorised"],
  [400, error(100), "media_not_found"],
  [404, undefined, "media_not_found"],
  [200, error(100), "media_not_found"],
  [429, undefined, "rate_limited"],
  [400, error(4), "rate_limited"],
  [400, error(130429), "rate_limited"],
  [500, error(1), "graph_unavailable"],
  [400, error(2), "graph_unavailable"],
  [503, "busy", "graph_unavailable"],
  [302, undefined, "redirect_refused"],
  [400, error(131009), "graph_unreadable"],
])("Graph's answer %i %j means %s", (status, answer, meaning) => {
  expect(judgeGraphAnswer(status, answer)).toBe(meaning);
});
