"use client";

import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { commonCopy } from "@/components/copy/common";
import { knowledgeCopy } from "@/components/copy/knowledge";
import { ActDialogs, type Asked } from "@/components/knowledge/act-dialogs";
import { AsideSection } from "@/components/knowledge/detail-columns";
import { knowledgeError } from "@/components/knowledge/knowledge-error";
import { ProfileEditor } from "@/components/knowledge/profile-editor";
import { useProfile } from "@/components/knowledge/use-profile";
import { profileFields } from "@/components/knowledge/version-fields";
import { VersionHistory } from "@/components/knowledge/version-history";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";
import type { ProfileVersion } from "@/lib/knowledge/console-schemas";

const withFields = (version: ProfileVersion) => ({ ...version, fields: profileFields(version) });

/** Who the agent is, in versions: admins edit and publish, support reads. */
export function ProfilePage({ canEdit }: { canEdit: boolean }) {
  const profile = useProfile();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { detail, shown } = profile;
  if (profile.read.isError) {
    return (
      <StatePanel
        icon={TriangleAlert}
        tone="bad"
        title={knowledgeError(profile.read.error)}
        action={<Button onClick={() => profile.read.refetch()}>{commonCopy.tryAgain}</Button>}
      />
    );
  }
  const live = detail?.published ? withFields(detail.published) : null;
  const versions = detail ? [...(detail.draft ? [detail.draft] : []), ...detail.versions] : [];
  return (
    <>
      <ProfileEditor
        // A saved or newly read version starts a new form.
        key={shown ? `${shown.version}.${shown.revision}.${shown.state}` : "none"}
        profile={profile}
        canEdit={canEdit}
        onAsk={setAsked}
        history={
          <AsideSection title={knowledgeCopy.article.history}>
            <VersionHistory
              versions={versions.map(withFields)}
              live={live?.fields ?? null}
              {...(canEdit && {
                onRollBack: (version) => setAsked({ kind: "roll-back", version }),
              })}
            />
          </AsideSection>
        }
      />
      <ActDialogs asked={asked} live={live} act={profile.act} onClose={() => setAsked(null)} />
    </>
  );
}
