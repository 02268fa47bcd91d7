import type { Route } from "next";
import { navFor } from "@/components/frame/nav-items";
import type { QueueKind } from "@/lib/operations/console-schemas";
import type { StaffRole } from "@/lib/staff/roles";

const lists: Record<QueueKind, Route> = {
  turns: "/sessions?filter=unanswered",
  sends: "/jobs?tab=runs&function=send-message",
  unknown_sends: "/sessions?filter=failed",
  embeddings: "/recall",
  media: "/media?state=pending",
  echoes: "/jobs",
  reprocessing: "/parked",
};

/** The list in which somebody sees to a queue; null for who may not open it. */
export function queueList(kind: QueueKind, role: StaffRole): Route | null {
  const path = lists[kind].split("?")[0];
  const pages = navFor(role).flatMap(({ items }) => items);
  return pages.some(({ href }) => href === path) ? lists[kind] : null;
}
