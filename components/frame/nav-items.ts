import { type LucideIcon, MessageSquare } from "lucide-react";
import type { Route } from "next";
import { frameCopy } from "@/components/copy/frame";
import type { StaffRole } from "@/lib/staff/roles";

type NavItem = { href: Route; label: string; icon: LucideIcon; roles: readonly StaffRole[] };
type NavSection = { title: string; items: readonly NavItem[] };

const sections: readonly NavSection[] = [
  {
    title: frameCopy.sections.work,
    items: [
      {
        href: "/sessions",
        label: frameCopy.pages.sessions,
        icon: MessageSquare,
        roles: ["support", "privacy", "admin"],
      },
    ],
  },
];

/** What a role cannot open is absent. */
export function navFor(role: StaffRole): NavSection[] {
  return sections
    .map((section) => ({
      ...section,
      items: section.items.filter((item) => item.roles.includes(role)),
    }))
    .filter((section) => section.items.length > 0);
}
