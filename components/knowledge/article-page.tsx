"use client";

import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { commonCopy } from "@/components/copy/common";
import { knowledgeCopy } from "@/components/copy/knowledge";
import { ActDialogs, type Asked } from "@/components/knowledge/act-dialogs";
import { ArticleEditor } from "@/components/knowledge/article-editor";
import { AsideSection } from "@/components/knowledge/detail-columns";
import { knowledgeError } from "@/components/knowledge/knowledge-error";
import { useArticle } from "@/components/knowledge/use-article";
import { articleFields } from "@/components/knowledge/version-fields";
import { VersionHistory } from "@/components/knowledge/version-history";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";
import type { ArticleVersion } from "@/lib/knowledge/console-schemas";

const withFields = (version: ArticleVersion) => ({ ...version, fields: articleFields(version) });

/** One article: admins edit and publish, support reads; every version with who, when and why. */
export function ArticlePage({ id, canEdit }: { id: string | null; canEdit: boolean }) {
  const article = useArticle(id);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { detail, shown } = article;
  if (article.read.isError) {
    return (
      <StatePanel
        icon={TriangleAlert}
        tone="bad"
        title={knowledgeError(article.read.error)}
        action={<Button onClick={() => article.read.refetch()}>{commonCopy.tryAgain}</Button>}
      />
    );
  }
  const live = detail?.published ? withFields(detail.published) : null;
  return (
    <>
      <ArticleEditor
        // A saved or newly read version starts a new form.
        key={shown ? `${shown.version}.${shown.revision}.${shown.state}` : "new"}
        article={article}
        canEdit={canEdit}
        onAsk={setAsked}
        history={
          detail && (
            <AsideSection title={knowledgeCopy.article.history}>
              <VersionHistory
                versions={detail.versions.map(withFields)}
                live={live?.fields ?? null}
                {...(canEdit && {
                  onRollBack: (version) => setAsked({ kind: "roll-back", version }),
                })}
              />
            </AsideSection>
          )
        }
      />
      <ActDialogs asked={asked} live={live} act={article.act} onClose={() => setAsked(null)} />
    </>
  );
}
