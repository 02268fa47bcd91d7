"use client";

import { knowledgeCopy } from "@/components/copy/knowledge";
import { ActDialog } from "@/components/knowledge/act-dialog";
import type { KnowledgeAct } from "@/components/knowledge/knowledge-queries";
import { VersionDiff } from "@/components/knowledge/version-diff";
import type { HistoryVersion } from "@/components/knowledge/version-history";
import { toast } from "@/components/ui/toast";

export type Asked =
  | { kind: "publish"; version: HistoryVersion & { revision: number } }
  | { kind: "roll-back"; version: HistoryVersion }
  | { kind: "retire" }
  | { kind: "discard"; revision: number };

type ActDialogsProps = {
  asked: Asked | null;
  live: HistoryVersion | null;
  act: (act: KnowledgeAct) => Promise<unknown>;
  onClose: () => void;
};

const words = knowledgeCopy.dialogs;

/** The question before each act on an article or the profile, with what it changes. */
export function ActDialogs({ asked, live, act, onClose }: ActDialogsProps) {
  const done = async (request: KnowledgeAct, said: string) => {
    await act(request);
    toast(said);
  };
  switch (asked?.kind) {
    case "publish":
      return (
        <ActDialog
          title={words.publish.title(asked.version.version)}
          body={live ? words.publish.replaces(live.version) : words.publish.first}
          submit={words.publish.submit}
          asksWhy
          onClose={onClose}
          onSubmit={(why) =>
            done(
              { kind: "publish", body: { revision: asked.version.revision, why } },
              words.publish.done,
            )
          }
        >
          <VersionDiff before={live?.fields ?? null} after={asked.version.fields} />
        </ActDialog>
      );
    case "roll-back":
      return (
        <ActDialog
          title={words.rollBack.title(asked.version.version)}
          body={words.rollBack.body}
          submit={words.rollBack.submit}
          asksWhy
          onClose={onClose}
          onSubmit={(why) =>
            done(
              { kind: "roll-back", body: { version: asked.version.version, why } },
              words.rollBack.done(asked.version.version),
            )
          }
        >
          <VersionDiff before={live?.fields ?? null} after={asked.version.fields} />
        </ActDialog>
      );
    case "retire":
      return (
        <ActDialog
          title={words.retire.title}
          body={words.retire.body}
          submit={words.retire.submit}
          danger
          asksWhy
          onClose={onClose}
          onSubmit={(why) => done({ kind: "retire", body: { why } }, words.retire.done)}
        />
      );
    case "discard":
      return (
        <ActDialog
          title={words.discard.title}
          body={words.discard.body}
          submit={words.discard.submit}
          danger
          onClose={onClose}
          onSubmit={() =>
            done({ kind: "discard", body: { revision: asked.revision } }, words.discard.done)
          }
        />
      );
    default:
      return null;
  }
}
