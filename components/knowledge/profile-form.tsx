"use client";

import { knowledgeCopy } from "@/components/copy/knowledge";
import { TextAreaField } from "@/components/form/text-area-field";
import { routes } from "@/lib/agent/routes";
import type { ProfileInput } from "@/lib/knowledge/console-schemas";

type ProfileFormProps = {
  values: ProfileInput;
  errors: Readonly<Record<string, string>>;
  readOnly: boolean;
  set: <Name extends keyof ProfileInput>(name: Name, value: ProfileInput[Name]) => void;
};

const words = knowledgeCopy.profile;
const parts = ["persona", "tone", "facts"] as const;

/** Persona, tone and facts, then what each specialist is told. */
export function ProfileForm({ values, errors, readOnly, set }: ProfileFormProps) {
  return (
    <div className="grid gap-4">
      {parts.map((part) => (
        <TextAreaField
          key={part}
          label={words[part]}
          hint={words[`${part}Hint`]}
          value={values[part]}
          error={errors[part]}
          readOnly={readOnly}
          className="field-sizing-content"
          onChange={(event) => set(part, event.target.value)}
        />
      ))}
      <fieldset className="grid gap-3 border-t border-line pt-4">
        <legend className="float-left w-full text-sm font-semibold text-ink">
          {words.guidance}
          <span className="block text-xs font-normal text-muted">{words.guidanceHint}</span>
        </legend>
        {routes.map((route) => (
          <TextAreaField
            key={route}
            label={knowledgeCopy.routes[route] ?? route}
            value={values.guidance[route] ?? ""}
            error={errors[`guidance.${route}`]}
            readOnly={readOnly}
            className="field-sizing-content min-h-14"
            onChange={(event) =>
              set("guidance", { ...values.guidance, [route]: event.target.value })
            }
          />
        ))}
      </fieldset>
    </div>
  );
}
