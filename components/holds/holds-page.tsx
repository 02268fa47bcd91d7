"use client";

import { Scale } from "lucide-react";
import dynamic from "next/dynamic";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { holdsCopy } from "@/components/copy/holds";
import { useOpenId } from "@/components/detail/use-open-id";
import { useShortcut } from "@/components/frame/shortcuts";
import { customerName, holdColumns } from "@/components/holds/hold-columns";
import { HoldDrawer } from "@/components/holds/hold-drawer";
import { fetchHolds, holdKeys } from "@/components/holds/hold-queries";
import { DataList } from "@/components/list/data-list";
import { FilterChips } from "@/components/list/filter-chips";
import { ListPage } from "@/components/list/list-page";
import { useKeysetList } from "@/components/list/use-keyset-list";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";
import {
  type HoldCursor,
  type HoldPage,
  holdStates,
  type LegalHold,
} from "@/lib/privacy/holds/console-schemas";

const PlaceDialog = dynamic(() =>
  import("@/components/holds/place-dialog").then((module) => module.PlaceDialog),
);

const emptyOf = {
  standing: { title: holdsCopy.empty, body: holdsCopy.emptyBody },
  due: { title: holdsCopy.emptyDue, body: holdsCopy.emptyDueBody },
  released: { title: holdsCopy.emptyReleased, body: holdsCopy.emptyReleasedBody },
};

/** Whose data must stay, why, and when that is looked at again. The privacy team acts, admins read. */
export function HoldsPage({ mayAct }: { mayAct: boolean }) {
  const [state, setState] = useQueryState(
    "state",
    parseAsStringLiteral(holdStates).withDefault("standing"),
  );
  const list = useKeysetList<LegalHold, HoldCursor, HoldPage>({
    queryKey: holdKeys.list(state),
    fetchPage: (cursor, signal) => fetchHolds(state, cursor, signal),
  });
  const { openId, open, close } = useOpenId();
  const [isPlacing, setPlacing] = useState(false);
  useShortcut("n", () => setPlacing(true), holdsCopy.place.open, !mayAct);
  const opened = list.rows.find((row) => row.id === openId);
  const counts = list.pages[0];
  return (
    <ListPage
      title={holdsCopy.title}
      list={list}
      note={<span className="max-tablet:hidden">{holdsCopy.about}</span>}
      actions={
        mayAct && (
          <Button variant="primary" onClick={() => setPlacing(true)}>
            <Scale aria-hidden="true" className="size-3.5" />
            {holdsCopy.place.open}
            <Key>N</Key>
          </Button>
        )
      }
      toolbar={
        <FilterChips
          label={holdsCopy.filter}
          value={state}
          options={holdStates.map((value) => ({
            value,
            label: holdsCopy.states[value],
            count: value === "released" ? undefined : counts?.[value],
          }))}
          onChange={(value) => void setState(value)}
        />
      }
      detail={
        opened && <HoldDrawer key={opened.id} hold={opened} mayAct={mayAct} onClose={close} />
      }
    >
      <DataList
        label={holdsCopy.title}
        list={list}
        columns={holdColumns(state)}
        rowId={(row) => row.id}
        rowName={(row) => `${customerName(row)}, ${row.reason}`}
        openId={openId}
        onOpen={(row) => open(row.id)}
        empty={{ icon: Scale, tone: state === "released" ? "neutral" : "good", ...emptyOf[state] }}
        failed={{ title: holdsCopy.loadFailed, body: "" }}
      />
      {isPlacing && <PlaceDialog onClose={() => setPlacing(false)} />}
    </ListPage>
  );
}
