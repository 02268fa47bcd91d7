import type { StaffState } from "@/lib/staff/console-schemas";
import type { StaffRole } from "@/lib/staff/roles";

const roles: Record<StaffRole, string> = {
  support: "Support",
  privacy: "Privacy",
  admin: "Admin",
};

/** Who may use the console. */
export const staffCopy = {
  title: "Staff",
  about: "Who may use the console, and as what",
  search: "Name or e-mail",
  roles,
  roleMeanings: {
    support: "answers customers and works on tickets",
    privacy: "reads conversations, answers privacy requests, reads the audit log",
    admin: "everything support does, and runs the service and its staff",
  } satisfies Record<StaffRole, string>,
  states: {
    active: "Active",
    invited: "Invited",
    deactivated: "Deactivated",
  } satisfies Record<StaffState, string>,
  you: "you",
  columns: {
    name: "Name",
    role: "Role",
    state: "State",
    factor: "Second factor",
    lastSignIn: "Last sign-in",
  },
  filters: { role: "Role", state: "State" },
  factorOn: "On",
  factorOff: "Off",
  never: "Never",
  empty: "No staff",
  emptyBody: "Invite the first colleague.",
  loadFailed: "Staff could not be loaded.",
  notFound: "This person is not staff.",
  detail: {
    email: "E-mail",
    since: "Staff since",
    open: "Open conversations",
    audit: "What they did",
    auditOf: "What was done to this account",
    role: "Role",
  },
  invite: {
    open: "Invite",
    title: "Invite a colleague",
    email: "E-mail",
    name: "Name",
    role: "Role",
    send: "Send the invitation",
    sent: (name: string) => `${name} is invited. The link in the mail works for one hour.`,
    again: "Send the invitation again",
    sentAgain: (name: string) => `A new link is on its way to ${name}. Earlier ones stop working.`,
  },
  changeRole: {
    title: (name: string, role: StaffRole) => `Make ${name} ${roles[role]}?`,
    body: (role: StaffRole) =>
      ({
        support: "From their next click on they answer customers, and open no admin pages.",
        privacy:
          "From their next click on they read and answer privacy requests. Their open conversations and tickets wait for anybody.",
        admin:
          "From their next click on they can do everything in the console: invite and deactivate staff too.",
      })[role],
    action: (role: StaffRole) => `Make ${roles[role]}`,
    done: (name: string, role: StaffRole) => `${name} is ${roles[role]} now.`,
  },
  deactivate: {
    open: "Deactivate",
    title: (name: string) => `Deactivate ${name}?`,
    body: "Access ends at once, in every open browser. Open conversations and tickets wait for anybody; nothing goes back to the bot by itself. You can reactivate the account.",
    counts: "Open conversations to release",
    action: (name: string) => `Deactivate ${name}`,
    done: (name: string, released: number) =>
      released === 0
        ? `${name} is deactivated.`
        : `${name} is deactivated; ${released === 1 ? "1 conversation waits" : `${released} conversations wait`} for anybody.`,
  },
  reactivate: { open: "Reactivate", done: (name: string) => `${name} may sign in again.` },
  resetFactor: {
    open: "Reset second factor",
    title: (name: string) => `Reset the second factor of ${name}?`,
    body: "Make sure that it is really them who asks: afterwards their password or mailbox alone is enough to sign in. Their sessions end; they can set up a new factor under their account.",
    action: "Reset second factor",
    done: (name: string) => `${name} signs in without a second factor now.`,
  },
};
