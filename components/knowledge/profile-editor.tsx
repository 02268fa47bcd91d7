"use client";

import type { ReactNode } from "react";
import { knowledgeCopy } from "@/components/copy/knowledge";
import type { Asked } from "@/components/knowledge/act-dialogs";
import { DetailColumns } from "@/components/knowledge/detail-columns";
import { DraftButtons } from "@/components/knowledge/draft-buttons";
import { KnowledgeTabs } from "@/components/knowledge/knowledge-tabs";
import { ProfileForm } from "@/components/knowledge/profile-form";
import { SaveLine } from "@/components/knowledge/save-line";
import { SampleChip, StateChip } from "@/components/knowledge/state-chip";
import { submitByKey } from "@/components/knowledge/submit-by-key";
import { useDraftForm } from "@/components/knowledge/use-draft-form";
import type { useProfile } from "@/components/knowledge/use-profile";
import { profileFields } from "@/components/knowledge/version-fields";
import { ListPage } from "@/components/list/list-page";
import { type ProfileInput, profileInput } from "@/lib/knowledge/console-schemas";

type ProfileEditorProps = {
  profile: ReturnType<typeof useProfile>;
  canEdit: boolean;
  onAsk: (asked: Asked) => void;
  history: ReactNode;
};

const nothing: ProfileInput = { persona: "", tone: "", facts: "", guidance: {} };

/** The shown version of the profile: a form for admins, to be read by support. */
export function ProfileEditor({ profile, canEdit, onAsk, history }: ProfileEditorProps) {
  const { shown, detail } = profile;
  const { persona, tone, facts, guidance } = shown ?? nothing;
  const form = useDraftForm<ProfileInput, ProfileInput>({
    initial: { persona, tone, facts, guidance },
    schema: profileInput,
    submit: profile.save,
  });
  const draft = detail?.draft ?? null;
  return (
    <form
      className="flex min-h-0 grow flex-col"
      noValidate
      onSubmit={form.onSubmit}
      onKeyDown={submitByKey(canEdit && form.isChanged, form.onSubmit)}
    >
      <ListPage
        title={knowledgeCopy.title}
        note={
          <span className="flex items-center gap-2">
            {shown && (
              <StateChip
                state={shown.state}
                publishedVersion={detail?.published?.version ?? null}
              />
            )}
            {shown?.is_sample && <SampleChip />}
            {!canEdit && knowledgeCopy.readOnly}
          </span>
        }
        actions={
          canEdit && (
            <DraftButtons
              isNew={false}
              isUnsaved={form.isChanged}
              isSaving={form.isPending}
              hasDraft={draft !== null}
              tryHref={`/playground?profile=${draft?.version ?? ""}`}
              onPublish={() =>
                draft &&
                onAsk({ kind: "publish", version: { ...draft, fields: profileFields(draft) } })
              }
              onDiscard={() => draft && onAsk({ kind: "discard", revision: draft.revision })}
            />
          )
        }
        toolbar={<KnowledgeTabs tab="profile" />}
      >
        <DetailColumns aside={history}>
          <SaveLine
            failure={form.failure}
            isOutdated={form.isOutdated}
            onReload={() => profile.read.refetch()}
          />
          <ProfileForm
            values={form.values}
            errors={form.errors}
            readOnly={!canEdit}
            set={form.set}
          />
        </DetailColumns>
      </ListPage>
    </form>
  );
}
