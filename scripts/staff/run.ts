import { addStaff } from "./add-staff";
import { HELP, readStaffOptions } from "./read-staff-options";
import { readTarget } from "./read-target";

/** `npm run staff:add`: the first admin, or anybody after the last admin was lost. */
async function main(): Promise<void> {
  const options = readStaffOptions(process.argv.slice(2));
  if (options === "help") {
    console.log(HELP);
    return;
  }
  const target = readTarget(process.env);
  const { added, link } = await addStaff(target, options);
  console.log(
    [
      `${options.email} ${added ? "is now" : "was staff already and is now"} active as ${options.role}, at ${target.SUPABASE_URL} (${target.source}).`,
      "Open this link to choose a password. It works once, for one hour; this command gives a new one:",
      link,
    ].join("\n"),
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : "The command failed.");
  process.exit(1);
});
