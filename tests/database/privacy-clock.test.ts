import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { one } from "./scenario";
import { openTestDatabase } from "./test-database";

const database = openTestDatabase();
let service: pg.Client;
beforeAll(async () => {
  service = await database.as("service_role");
});

/**
 * [source, received (Uganda), days paused, extended, last day]. EDPB: Guidelines 01/2022 on access, part 5.3.
 * An end on a Saturday, Sunday or holiday stays there: Art. 3(4) of 1182/71 would let it move to the next working day,
 * but we promise the earlier day, so that no list of Uganda's public holidays can make us late. Kampala is UTC+3 all year:
 * the day of receipt is Uganda's, whatever the server's clock says.
 * 1182/71: Regulation (EEC, Euratom) 1182/71 Art. 3(2)(c). ICO: "What should we consider when responding".
 * GDPR 12(3): one month, two further months once. Days of a pause are added to the last day.
 */
const dates: [string, string, number, boolean, string][] = [
  ["EDPB: 5 March ends on 5 April", "2026-03-05T10:00", 0, false, "2026-04-05"],
  ["EDPB: 31 August ends on 30 September", "2026-08-31T10:00", 0, false, "2026-09-30"],
  ["ICO: 3 September ends on 3 October", "2025-09-03T10:00", 0, false, "2025-10-03"],
  ["ICO: 31 March ends on 30 April", "2026-03-31T10:00", 0, false, "2026-04-30"],
  ["1182/71: 31 January, last day of February", "2026-01-31T10:00", 0, false, "2026-02-28"],
  ["1182/71: 31 January of a leap year", "2028-01-31T10:00", 0, false, "2028-02-29"],
  ["1182/71: 30 January of a leap year", "2028-01-30T10:00", 0, false, "2028-02-29"],
  ["1182/71: 29 January of no leap year", "2027-01-29T10:00", 0, false, "2027-02-28"],
  ["1900 rule: 2100 is no leap year", "2100-01-31T10:00", 0, false, "2100-02-28"],
  ["1182/71: 29 February, same date in March", "2028-02-29T10:00", 0, false, "2028-03-29"],
  ["1182/71: 28 February, not the last of March", "2026-02-28T10:00", 0, false, "2026-03-28"],
  ["over the year's end", "2026-12-31T10:00", 0, false, "2027-01-31"],
  ["EDPB: 31 August extended ends on 30 November", "2026-08-31T10:00", 0, true, "2026-11-30"],
  ["a Saturday stays a Saturday (12 December 2026)", "2026-11-12T16:20", 0, false, "2026-12-12"],
  ["a Sunday stays a Sunday (13 December 2026)", "2026-11-13T16:20", 0, false, "2026-12-13"],
  ["Uganda's Independence Day stays (9 October)", "2026-09-09T10:00", 0, false, "2026-10-09"],
  ["Christmas stays Christmas", "2026-11-25T08:00", 0, false, "2026-12-25"],
  ["first minute of the day in Uganda", "2026-03-05T00:00", 0, false, "2026-04-05"],
  ["last minute of the day in Uganda", "2026-03-05T23:59", 0, false, "2026-04-05"],
  ["received on the 31st in Uganda, the 30th in UTC", "2026-03-31T01:00", 0, false, "2026-04-30"],
  [
    "received on the 1st in Uganda, the last of the month in UTC",
    "2026-04-01T02:59",
    0,
    false,
    "2026-05-01",
  ],
  ["31 January of a leap year, extended", "2028-01-31T10:00", 0, true, "2028-04-30"],
  ["a pause that ends on a Sunday", "2026-11-13T16:20", 7, false, "2026-12-20"],
  ["two days paused", "2026-11-13T16:20", 2, false, "2026-12-15"],
  ["a pause over the end of February", "2026-01-31T10:00", 3, false, "2026-03-03"],
  ["GDPR 12(3): three months of receipt", "2026-11-13T16:20", 0, true, "2027-02-13"],
  ["three months of 31 January are 30 April, not 28", "2026-01-31T10:00", 0, true, "2026-04-30"],
  ["three months of 30 November", "2026-11-30T10:00", 0, true, "2027-02-28"],
  ["three months of 30 November before a leap year's", "2027-11-30T10:00", 0, true, "2028-02-29"],
  ["extended and paused", "2026-11-13T16:20", 5, true, "2027-02-18"],
];

describe("the legal clock", () => {
  it.each(dates)("%s", async (_source, received, paused, extended, last) => {
    const due = await one<{ day: string; moment: string }>(
      service,
      `select privacy_due_date($1::timestamptz, $2, $3)::text "day",
              to_char(privacy_due_at($1::timestamptz, $2, $3) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') moment`,
      `${received}:00+03:00`,
      paused,
      extended,
    );
    // Midnight in Uganda is 21:00 UTC: the last second counts as the last day.
    expect(due).toEqual({ day: last, moment: `${last}T20:59:59` });
  });

  it.each([
    ["within one day", "2026-11-14T08:00", "2026-11-14T23:59", 0],
    ["over one midnight", "2026-11-14T23:59", "2026-11-15T00:00", 1],
    ["over the change of the year", "2026-12-30T12:00", "2027-01-02T09:00", 3],
    ["over 29 February", "2028-02-28T12:00", "2028-03-01T12:00", 2],
  ])("counts midnights of a pause: %s", async (_name, from, until, days) => {
    const counted = await one<{ n: number }>(
      service,
      "select privacy_days_between($1::timestamptz, $2::timestamptz) n",
      `${from}:00+03:00`,
      `${until}:00+03:00`,
    );
    expect(counted.n).toBe(days);
  });
});
