import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let agent: pg.Client;
beforeAll(async () => {
  const superuser = await database.superuser();
  await superuser.query("select seed_sample_knowledge()");
  agent = await database.as("service_role");
});

type Found = { title: string; score: number; coverage: number };
const find = (query: string, route: string | null = null) =>
  call<Found[]>(agent, "find_articles", query, route, 4);

describe("an answer about fees or policy has an article behind it", () => {
  it.each([
    ["How much is air freight from China per kg?", "Fees"],
    ["what does it cost to ship shoes from America", "Fees"],
    ["Bei ya kusafirisha kwa kilo ni kiasi gani?", "Fees"],
    ["Can I pay with MTN momo?", "How to pay"],
    ["naweza kulipa kwa airtel money?", "How to pay"],
    ["Do I have to pay tax at customs, URA?", "Customs"],
    ["How many days until it arrives?", "Delivery times"],
    ["Are you open on Sunday?", "Opening hours"],
    ["Where is your office, can I visit?", "Opening hours"],
    ["Can you ship a power bank or perfume?", "What we cannot ship"],
    ["my item came broken, I want to return it", "Returns"],
    ["I want my money back", "Refunds"],
    ["what is the price of the Plus plan", "Subscription plans"],
    ["What address do I give to the shop in the USA?", "Warehouse addresses"],
    ["please delete my personal data", "Your data"],
    ["is my parcel insured if it gets lost", "Insurance"],
    ["do you deliver to Mbarara", "Delivery in Uganda"],
    ["please buy me something from amazon", "Shop-for-me"],
    ["where is my parcel PCL-12345", "Tracking"],
    ["I forgot my password for the website", "Account"],
    [
      "Good morning dear, hope you are fine. My sister Brenda told me about you yesterday at church, she is happy. I would love to know how much you people charge per kilo for bringing things from Guangzhou by plane, thank you and God bless",
      "Fees",
    ],
  ])("%s", async (question, title) => {
    const found = (await find(question)).slice(0, 3).map((each) => each.title);
    expect(
      found.some((each) => each.startsWith(title)),
      found.join(" | "),
    ).toBe(true);
  });

  it.each([
    "What is the capital of France?",
    "Write me a poem about the sea and the moon",
    "Who won the football match yesterday?",
    "Tell me a long story about a brave princess who lives in a castle with her three brothers and a dragon",
    "Can you help my son with his homework in mathematics, he must solve some equations until tomorrow",
    "",
    "???",
    "the of and",
  ])("nothing supports: %s", async (question) => {
    expect(await find(question)).toEqual([]);
  });

  it("prefers the articles of the route", async () => {
    const score = async (route: string) =>
      (await find("refund", route)).find(({ title }) => title === "Refunds")?.score ?? 0;
    expect(await score("payments")).toBeGreaterThan(await score("shipping"));
  });
});
