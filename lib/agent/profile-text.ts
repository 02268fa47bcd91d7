import type { Route } from "@/lib/agent/routes";

type Profile = { persona: string; tone: string; facts: string; guidance: Record<Route, string> };

/** What the business says of itself, as the specialist of a route reads it. An admin wrote it. */
export function profileText(profile: Profile | null, route: Route): string {
  if (!profile) return "";
  const sections: [string, string][] = [
    ["Who you are", profile.persona],
    ["Tone", profile.tone],
    ["Guidance for this kind of request", profile.guidance[route]],
    ["Facts about Parcelo", profile.facts],
  ];
  return sections
    .filter(([, text]) => text.trim() !== "")
    .map(([title, text]) => `${title}\n${text.trim()}`)
    .join("\n\n");
}
