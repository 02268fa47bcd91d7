"use client";

import { knowledgeCopy } from "@/components/copy/knowledge";
import { TextAreaField } from "@/components/form/text-area-field";
import type { ArticleValues } from "@/components/knowledge/article-values";
import { TextField } from "@/components/ui/text-field";
import { articleRoutes } from "@/lib/knowledge/console-schemas";

type ArticleFormProps = {
  values: ArticleValues;
  errors: Readonly<Record<string, string>>;
  set: <Name extends keyof ArticleValues>(name: Name, value: ArticleValues[Name]) => void;
};

const words = knowledgeCopy.article;

/** The fields of an article; what is wrong stands at the field. */
export function ArticleForm({ values, errors, set }: ArticleFormProps) {
  const tagsError =
    errors.tags ?? Object.entries(errors).find(([path]) => path.startsWith("tags."))?.[1];
  return (
    <div className="grid gap-4">
      <TextField
        label={words.title}
        value={values.title}
        placeholder={words.titleHint}
        autoComplete="off"
        onChange={(event) => set("title", event.target.value)}
        {...(errors.title && { error: errors.title })}
      />
      <TextAreaField
        label={words.body}
        hint={words.bodyHint}
        value={values.body}
        error={errors.body}
        className="field-sizing-content min-h-60"
        onChange={(event) => set("body", event.target.value)}
      />
      <TextAreaField
        label={words.tags}
        hint={words.tagsHint}
        value={values.tags}
        error={tagsError}
        className="field-sizing-content"
        onChange={(event) => set("tags", event.target.value)}
      />
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-xs font-medium text-text">{words.routes}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1.5">
          {articleRoutes.map((route) => (
            <label key={route} className="flex items-center gap-1.5 text-xs max-tablet:min-h-11">
              <input
                type="checkbox"
                className="size-4 accent-(--ink)"
                checked={values.routes.includes(route)}
                onChange={(event) =>
                  set(
                    "routes",
                    event.target.checked
                      ? [...values.routes, route]
                      : values.routes.filter((each) => each !== route),
                  )
                }
              />
              {knowledgeCopy.routes[route]}
            </label>
          ))}
        </div>
        <p className="text-2xs text-muted">{words.routesHint}</p>
      </fieldset>
      <div className="max-w-72">
        <TextField
          label={words.language}
          value={values.language}
          maxLength={3}
          placeholder={words.languageHint}
          onChange={(event) => set("language", event.target.value)}
          {...(errors.language && { error: errors.language })}
        />
      </div>
    </div>
  );
}
