"use client";

import { useMutation } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useRef, useState } from "react";
import { templatePreview } from "@/components/composer/template-preview";
import { isSendPress, useModifier } from "@/components/composer/use-modifier";
import { templatesCopy } from "@/components/copy/templates";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";
import { TextField } from "@/components/ui/text-field";
import {
  type TemplateChoice,
  type TemplateOrder,
  templateVariable,
} from "@/lib/whatsapp/template-choice";

type TemplateFormProps = {
  template: TemplateChoice;
  /** Queues it. */
  post: (order: TemplateOrder) => Promise<unknown>;
  onBack: () => void;
  onSent: () => void;
};

/** The variables of a template and what the customer will read. */
export function TemplateForm({ template, post: queue, onBack, onSent }: TemplateFormProps) {
  const words = templatesCopy;
  const [values, setValues] = useState<string[]>(() =>
    Array.from({ length: template.variable_count }, () => ""),
  );
  const [tried, setTried] = useState(false);
  const clientKey = useRef(crypto.randomUUID());
  const modifier = useModifier();
  const problems = values.map((value) =>
    !value.trim()
      ? words.variableMissing
      : templateVariable.safeParse(value).success
        ? undefined
        : words.variableInvalid,
  );
  const post = useMutation({
    mutationFn: () =>
      queue({
        template_id: template.id,
        variables: values.map((value) => value.trim()),
        client_key: clientKey.current,
      }),
    onSuccess: onSent,
  });
  const send = () => {
    setTried(true);
    if (problems.every((problem) => problem === undefined) && !post.isPending) post.mutate();
  };

  return (
    <form
      noValidate
      className="grid content-start gap-2.5 overflow-y-auto p-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (isSendPress(event)) {
          event.preventDefault();
          send();
        }
      }}
    >
      <div className="flex items-center gap-2 text-xs">
        <Button
          variant="ghost"
          size="icon"
          aria-label={words.otherTemplate}
          onClick={onBack}
          className="tablet:hidden"
        >
          <ArrowLeft aria-hidden="true" className="size-4" />
        </Button>
        <b className="min-w-0 truncate font-semibold text-ink">{template.name}</b>
        <span className="shrink-0 text-muted">{template.language}</span>
      </div>
      {values.length > 0 && (
        <div className="grid grid-cols-[repeat(auto-fit,minmax(150px,1fr))] gap-2">
          {values.map((value, index) => (
            <TextField
              // biome-ignore lint/suspicious/noArrayIndexKey: a variable is its number
              key={index}
              label={words.variable(index + 1)}
              value={value}
              maxLength={1_024}
              autoComplete="off"
              autoFocus={index === 0}
              {...(tried && problems[index] && { error: problems[index] })}
              onChange={(event) => {
                // Other words are another message: a new press of Send.
                clientKey.current = crypto.randomUUID();
                setValues(values.with(index, event.target.value));
              }}
            />
          ))}
        </div>
      )}
      <section
        aria-label={words.preview}
        className="rounded-bubble rounded-tr-xs border border-human-line bg-human-soft px-3 py-1.5 leading-[19px] wrap-anywhere whitespace-pre-wrap"
      >
        {templatePreview(template.body, values).map(({ text, variable }, index) =>
          variable === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
            <span key={index}>{text}</span>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <b key={index} className="font-semibold">
              {text}
            </b>
          ),
        )}
      </section>
      {post.error && (
        <p role="alert" className="text-xs text-bad">
          {errorSentence(post.error)}
        </p>
      )}
      <div className="flex items-center gap-2">
        <span className="text-2xs text-muted">{categoryWord(template)}</span>
        <Button
          type="submit"
          variant="primary"
          autoFocus={values.length === 0}
          disabled={post.isPending}
          className="ml-auto"
        >
          {post.isPending ? words.sending : words.send}
          <Key>{`${modifier} ↵`}</Key>
        </Button>
      </div>
    </form>
  );
}

export const categoryWord = ({ category }: TemplateChoice): string =>
  category
    ? (templatesCopy.categories[category.toUpperCase()] ?? category)
    : templatesCopy.noCategory;
