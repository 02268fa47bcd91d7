import {
  BellRing,
  BookOpen,
  CalendarX2,
  CircleParking,
  FlaskConical,
  History,
  Home,
  Images,
  ListX,
  type LucideIcon,
  MessageSquare,
  Scale,
  ScrollText,
  ShieldCheck,
  Signature,
  Ticket,
  Users,
} from "lucide-react";
import type { Route } from "next";
import { frameCopy } from "@/components/copy/frame";
import type { StaffRole } from "@/lib/staff/roles";

export type NavItem = {
  href: Route;
  label: string;
  icon: LucideIcon;
  roles: readonly StaffRole[];
  /** G and then this letter goes there. */
  chord: string;
  /** Key of the count in `navigation_badges` that waits on a person here. */
  badge?: string;
};
type NavSection = { title: string | null; items: readonly NavItem[] };

const everyone: readonly StaffRole[] = ["support", "privacy", "admin"];
const { pages, sections: titles } = frameCopy;

const sections: readonly NavSection[] = [
  {
    title: null,
    items: [{ href: "/overview", label: pages.overview, icon: Home, roles: everyone, chord: "o" }],
  },
  {
    title: titles.work,
    items: [
      {
        ...{ href: "/sessions", label: pages.sessions, icon: MessageSquare, roles: everyone },
        ...{ chord: "s", badge: "sessions" },
      },
      {
        ...{ href: "/tickets", label: pages.tickets, icon: Ticket, roles: everyone },
        ...{ chord: "t", badge: "tickets" },
      },
      { ...{ href: "/media", label: pages.media, icon: Images }, roles: everyone, chord: "m" },
    ],
  },
  {
    title: titles.operations,
    items: [
      {
        ...{ href: "/alerts", label: pages.alerts, icon: BellRing, roles: everyone },
        ...{ chord: "a", badge: "alerts" },
      },
      {
        ...{ href: "/jobs", label: pages.jobs, icon: ListX, roles: ["admin"] },
        ...{ chord: "j", badge: "jobs" },
      },
      {
        ...{ href: "/parked", label: pages.parked, icon: CircleParking, roles: ["admin"] },
        ...{ chord: "p", badge: "parked" },
      },
      {
        ...{ href: "/recall", label: pages.recall, icon: History },
        ...{ roles: ["admin"], chord: "r" },
      },
    ],
  },
  {
    title: titles.privacy,
    items: [
      {
        ...{ href: "/requests", label: pages.requests, icon: ShieldCheck },
        ...{ roles: ["privacy", "admin"], chord: "q", badge: "requests" },
      },
      {
        ...{ href: "/consent", label: pages.consent, icon: Signature },
        ...{ roles: ["privacy", "admin"], chord: "c" },
      },
      {
        ...{ href: "/holds", label: pages.holds, icon: Scale },
        ...{ roles: ["privacy", "admin"], chord: "h" },
      },
      {
        ...{ href: "/retention", label: pages.retention, icon: CalendarX2 },
        ...{ roles: ["privacy", "admin"], chord: "n" },
      },
    ],
  },
  {
    title: titles.admin,
    items: [
      {
        ...{ href: "/knowledge", label: pages.knowledge, icon: BookOpen },
        ...{ roles: ["support", "admin"], chord: "k" },
      },
      {
        ...{ href: "/playground", label: pages.playground, icon: FlaskConical },
        ...{ roles: ["support", "admin"], chord: "y" },
      },
      {
        ...{ href: "/staff", label: pages.staff, icon: Users, roles: ["admin"] },
        ...{ chord: "f" },
      },
      {
        ...{ href: "/audit", label: pages.audit, icon: ScrollText },
        ...{ roles: ["privacy", "admin"], chord: "l" },
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
