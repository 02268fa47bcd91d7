import { createHash } from "node:crypto";
import type pg from "pg";
import { erasureStores, policyVersion } from "@/lib/privacy/erasure/policy";
import { writtenForms } from "@/lib/privacy/erasure/written-forms";
import { call } from "./test-database";

/** Stands in for the keyed hash of the service: the database never knows the key, so any hash will do. */
export const hash = (kind: string, value: string) =>
  createHash("sha256").update(`${kind}:${value}`).digest("hex");

type Identity = { kind: "phone" | "wa_user_id"; value: string };

/** The marks that the service adds to an item before it is stored. */
export function marked<Item extends { dedupe_key: string }>(
  item: Item,
  identities: Identity[],
  wamids: string[] = [],
) {
  return {
    ...item,
    erasure: {
      event: hash("event", item.dedupe_key),
      identities: identities.map(({ kind, value }) => hash(kind, value)),
      wamids: wamids.map((wamid) => hash("wamid", wamid)),
    },
  };
}

/** A verified request of a customer, as the privacy team leaves it before a preview. */
export async function verifiedRequest(client: pg.Client, customerId: string) {
  const result = await client.query<{ id: string }>(
    `insert into public.privacy_requests (customer_id, kind, channel, state, due_at, identity_verified_at)
     values ($1, 'erasure', 'console', 'ready', now() + interval '1 month', now()) returning id`,
    [customerId],
  );
  const [row] = result.rows;
  if (!row) throw new Error("No request");
  return row.id;
}

/** Previews and approves as the privacy team; returns the run. */
export async function approved(privacy: pg.Client, requestId: string) {
  const preview = await call<{ id: string; digest: string }>(privacy, "preview_erasure", requestId);
  const run = await call<{ run_id: string }>(
    privacy,
    "approve_erasure",
    preview.id,
    preview.digest,
    policyVersion,
  );
  return run.run_id;
}

export async function begin(service: pg.Client, runId: string, needsSecond = false) {
  return call<string>(service, "begin_erasure", runId, needsSecond, [...erasureStores]);
}

type Step = { kind: string; store: string };

/**
 * Everything that the job does, with the database's own functions. `between` is called after each batch
 * with the store's name: a test lets things happen there, or throws to stop as a killed process would.
 */
export async function erase(
  service: pg.Client,
  runId: string,
  between: (store: string) => Promise<void> = async () => {},
  batch = 1000,
) {
  for (let round = 0; round < 500; round += 1) {
    const step = await call<Step>(service, "claim_erasure_step", runId);
    if (step.kind !== "step") return step.kind;
    const isDone = await advance(service, runId, step.store, batch);
    await between(step.store);
    if (isDone) {
      await call(service, "finish_erasure_step", runId, step.store);
      await between(step.store);
    }
  }
  throw new Error("The erasure does not end");
}

/** A store that the database leaves to the service, from its beginning to its end. */
export async function eraseServed(service: pg.Client, runId: string, store: string) {
  while (!(await advance(service, runId, store, 1000)));
  await call(service, "finish_erasure_step", runId, store);
}

async function advance(service: pg.Client, runId: string, store: string, batch: number) {
  switch (store) {
    case "fence":
      return (await fence(service, runId)) === "fenced";
    case "wamids": {
      const wamids = await call<string[]>(service, "erasure_wamids", runId, batch);
      const rows = wamids.map((value) => ({ value, hash: hash("wamid", value) }));
      await call(service, "keep_wamid_hashes", runId, JSON.stringify(rows));
      return wamids.length === 0;
    }
    case "events": {
      const found = await call<{ events: { id: string; dedupe_key: string }[]; more: boolean }>(
        service,
        "erasure_events",
        runId,
        batch,
      );
      const rows = found.events.map(({ id, dedupe_key }) => ({
        id,
        hash: hash("event", dedupe_key),
      }));
      await call(service, "erase_events", runId, JSON.stringify(rows));
      return !found.more;
    }
    case "objects": {
      const found = await call<{ bucket: string | null; path: string }[]>(
        service,
        "erasure_objects",
        runId,
        batch,
      );
      const paths = found.map(({ path }) => path);
      await service.query("select public.test_remove_objects($1)", [paths]);
      await call(service, "objects_erased", runId, paths);
      return found.length === 0;
    }
    case "mentions": {
      const erased = await call<{ more: boolean }>(service, "erase_mentions", runId, batch);
      return !erased.more;
    }
    case "check": {
      const scanned = await call<{ more: boolean }>(service, "scan_for_erased", runId, batch);
      return !scanned.more;
    }
    case "certificate":
      await call(service, "certify_erasure", runId);
      return true;
    default: {
      const erased = await call<{ kind: string; more?: boolean }>(
        service,
        "erase_batch",
        runId,
        store,
        batch,
      );
      return erased.kind === "erased" && erased.more === false;
    }
  }
}

export async function fence(service: pg.Client, runId: string) {
  const identities = await call<Identity[]>(service, "erasure_identities", runId);
  return call<string>(
    service,
    "fence_erasure",
    runId,
    JSON.stringify(
      identities.map(({ kind, value }) => ({
        kind,
        value,
        hash: hash(kind, value),
        forms: writtenForms(kind, value),
      })),
    ),
  );
}

/** What removing files through the Storage API leaves behind in the database. */
export async function prepareObjects(superuser: pg.Client) {
  await superuser.query(`
    create function public.test_remove_objects(p_paths text[]) returns void
    language sql security definer set search_path = '' set storage.allow_delete_query = 'true'
    as $$ delete from storage.objects o where o.name = any (p_paths) $$;
    grant execute on function public.test_remove_objects(text[]) to service_role`);
}
