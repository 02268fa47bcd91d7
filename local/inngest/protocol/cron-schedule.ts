import { Cron } from "croner";

/**
 * Next time, in ms, that a cron trigger fires after `after`. Five fields, optionally preceded by
 * `TZ=<zone>`; UTC otherwise. Undefined when it never fires again. Throws when malformed.
 */
export function nextCronTime(trigger: string, after: number): number | undefined {
  const zoned = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(trigger.trim());
  const pattern = (zoned?.[2] ?? trigger).trim();
  if (!pattern.startsWith("@") && pattern.split(/\s+/).length !== 5) {
    throw new Error(`'${trigger}' isn't a valid cron schedule: five fields are needed`);
  }
  const cron = new Cron(pattern, { paused: true, timezone: zoned?.[1] ?? "UTC" });
  return cron.nextRun(new Date(after))?.getTime();
}
