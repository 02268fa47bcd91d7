"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { knowledgeCopy } from "@/components/copy/knowledge";
import type { Asked } from "@/components/knowledge/act-dialogs";
import { ArticleForm } from "@/components/knowledge/article-form";
import { ArticlePreview } from "@/components/knowledge/article-preview";
import { articleForm, articleValues } from "@/components/knowledge/article-values";
import { AsideSection, DetailColumns } from "@/components/knowledge/detail-columns";
import { DraftButtons } from "@/components/knowledge/draft-buttons";
import { SaveLine } from "@/components/knowledge/save-line";
import { SampleChip, StateChip } from "@/components/knowledge/state-chip";
import { submitByKey } from "@/components/knowledge/submit-by-key";
import type { useArticle } from "@/components/knowledge/use-article";
import { useDraftForm } from "@/components/knowledge/use-draft-form";
import { articleFields } from "@/components/knowledge/version-fields";
import { Button } from "@/components/ui/button";

type ArticleEditorProps = {
  article: ReturnType<typeof useArticle>;
  canEdit: boolean;
  onAsk: (asked: Asked) => void;
  history: ReactNode;
};

const words = knowledgeCopy.article;

/** The shown version of an article: a form for admins, to be read by support. */
export function ArticleEditor({ article, canEdit, onAsk, history }: ArticleEditorProps) {
  const { detail, shown } = article;
  const form = useDraftForm({
    initial: articleValues(shown),
    schema: articleForm,
    submit: article.save,
  });
  const draft = detail?.draft ?? null;
  const published = detail?.published ?? null;
  return (
    <form
      className="flex min-h-0 grow flex-col"
      noValidate
      onSubmit={form.onSubmit}
      onKeyDown={submitByKey(canEdit && form.isChanged, form.onSubmit)}
    >
      <header className="flex min-h-(--bar) shrink-0 flex-wrap items-center gap-2 border-b border-line px-5 py-1.5 max-tablet:px-3">
        <Button asChild variant="ghost" size="icon">
          <Link href="/knowledge" aria-label={words.back}>
            <ArrowLeft aria-hidden="true" className="size-4" />
          </Link>
        </Button>
        <h1 className="min-w-0 truncate text-lg font-semibold text-ink">
          {shown?.title ?? words.newTitle}
        </h1>
        {shown && <StateChip state={shown.state} publishedVersion={published?.version ?? null} />}
        {shown?.is_sample && <SampleChip />}
        {canEdit && (
          <div className="ml-auto flex flex-wrap items-center gap-2">
            {published && (
              <Button variant="danger" onClick={() => onAsk({ kind: "retire" })}>
                {knowledgeCopy.acts.retire}
              </Button>
            )}
            <DraftButtons
              isNew={shown === null}
              isUnsaved={form.isChanged}
              isSaving={form.isPending}
              hasDraft={draft !== null}
              tryHref="/playground?drafts=1"
              onPublish={() =>
                draft &&
                onAsk({ kind: "publish", version: { ...draft, fields: articleFields(draft) } })
              }
              onDiscard={() => draft && onAsk({ kind: "discard", revision: draft.revision })}
            />
          </div>
        )}
      </header>
      <DetailColumns
        aside={
          <>
            {canEdit && (
              <AsideSection title={words.preview}>
                <ArticlePreview values={form.values} />
              </AsideSection>
            )}
            {history}
          </>
        }
      >
        {shown?.is_sample && <p className="text-xs text-info">{knowledgeCopy.sampleHint}</p>}
        <SaveLine
          failure={form.failure}
          isOutdated={form.isOutdated}
          onReload={() => article.read.refetch()}
        />
        {canEdit ? (
          <ArticleForm values={form.values} errors={form.errors} set={form.set} />
        ) : (
          <>
            <p className="text-xs text-muted">{knowledgeCopy.readOnly}</p>
            <ArticlePreview values={form.values} />
          </>
        )}
      </DetailColumns>
    </form>
  );
}
