"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Lock } from "lucide-react";
import { useRef, useState } from "react";
import { gateSentence } from "@/components/composer/blocked-reason";
import { categoryWord, TemplateForm } from "@/components/composer/template-form";
import {
  conversationKeys,
  fetchTemplates,
  postTemplate,
} from "@/components/conversation/conversation-queries";
import { commonCopy } from "@/components/copy/common";
import { templatesCopy } from "@/components/copy/templates";
import { useShortcut } from "@/components/frame/shortcuts";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { inputClasses } from "@/components/ui/text-field";
import type { SessionHeader } from "@/lib/chat/conversation-schemas";
import type { TemplateChoice, TemplateOrder } from "@/lib/whatsapp/template-choice";

type TemplatePickerProps = {
  session: SessionHeader;
  autoFocus: boolean;
  /** How it is queued where it belongs to more than the conversation. */
  post?: (order: TemplateOrder) => Promise<unknown>;
  onSent: () => void;
};

/** Approved templates: search, pick, fill in, send. One that may not be sent says why. */
export default function TemplatePicker({ session, autoFocus, post, onSent }: TemplatePickerProps) {
  const words = templatesCopy;
  const [pickedId, setPickedId] = useState<string | null>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  useShortcut("r", (event) => {
    event.preventDefault();
    searchRef.current?.focus();
  });
  const templates = useQuery({
    queryKey: conversationKeys.templates,
    staleTime: 60_000,
    queryFn: ({ signal }) => fetchTemplates(signal),
  });
  const all = templates.data ?? [];
  const picked = all.find(({ id }) => id === pickedId);
  const refusalOf = (template: TemplateChoice) =>
    template.category?.toUpperCase() === "MARKETING"
      ? session.marketing_refusal
      : session.template_refusal;

  if (!templates.data) {
    return (
      <p
        role={templates.error ? "alert" : "status"}
        className="rounded-md border border-line bg-sunken px-3 py-2.5 text-xs text-muted"
      >
        {templates.error ? errorSentence(templates.error) : commonCopy.loading}{" "}
        {templates.error && (
          <Button onClick={() => void templates.refetch()}>{commonCopy.tryAgain}</Button>
        )}
      </p>
    );
  }
  if (all.length === 0) {
    return (
      <p className="rounded-md border border-line bg-sunken px-3 py-2.5 text-xs text-muted">
        {words.none}
      </p>
    );
  }
  return (
    <section
      aria-label={words.title}
      className="grid max-h-[46dvh] grid-cols-[minmax(180px,9fr)_11fr] grid-rows-[minmax(0,1fr)] overflow-hidden rounded-md border border-control bg-raised max-tablet:grid-cols-1"
    >
      <Command
        label={words.title}
        loop
        className={classNames(
          "flex min-h-0 flex-col border-r border-line p-1.5 max-tablet:border-r-0",
          picked && "max-tablet:hidden",
        )}
      >
        <Command.Input
          ref={searchRef}
          autoFocus={autoFocus}
          placeholder={words.search(all.length)}
          aria-label={words.search(all.length)}
          className={classNames(inputClasses, "shrink-0")}
        />
        <Command.List className="mt-1.5 min-h-0 overflow-y-auto">
          <Command.Empty className="p-2 text-xs text-muted">{words.noMatch}</Command.Empty>
          {all.map((template) => {
            const refusal = refusalOf(template);
            return (
              <Command.Item
                key={template.id}
                value={template.id}
                keywords={[template.name, template.language, template.body]}
                disabled={refusal !== null}
                onSelect={() => setPickedId(template.id)}
                className={classNames(
                  "cursor-default rounded-sm px-2 py-1.5 text-xs data-[selected=true]:bg-hover",
                  template.id === pickedId && "bg-selected",
                )}
              >
                <span className="flex items-center gap-1.5">
                  {refusal && <Lock aria-hidden="true" className="size-3 shrink-0 text-muted" />}
                  <b className="truncate font-medium text-ink">{template.name}</b>
                  <span className="shrink-0 text-muted">· {template.language}</span>
                </span>
                <span className={classNames("block text-muted", !refusal && "truncate")}>
                  {refusal ? `${categoryWord(template)}: ${gateSentence(refusal)}` : template.body}
                </span>
              </Command.Item>
            );
          })}
        </Command.List>
      </Command>
      {picked ? (
        <TemplateForm
          key={picked.id}
          post={post ?? ((order) => postTemplate(session.id, order))}
          template={picked}
          onBack={() => setPickedId(null)}
          onSent={onSent}
        />
      ) : (
        <p className="grid place-content-center p-4 text-center text-xs text-balance text-muted max-tablet:hidden">
          {words.pick}
        </p>
      )}
    </section>
  );
}
