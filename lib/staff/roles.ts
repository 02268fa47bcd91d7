/** The roles of staff, as the database knows them. */
export const staffRoles = ["support", "privacy", "admin"] as const;
export type StaffRole = (typeof staffRoles)[number];
