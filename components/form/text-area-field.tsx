import { type ComponentProps, useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { FieldError } from "@/components/ui/field-error";
import { inputClasses } from "@/components/ui/text-field";

type TextAreaFieldProps = ComponentProps<"textarea"> & {
  label: string;
  hint?: string;
  error?: string | undefined;
};

/** A labelled field of several lines; the error stands at the field and is announced with it. */
export function TextAreaField({ label, hint, error, className, ...props }: TextAreaFieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium text-text text-xs">
        {label}
      </label>
      <textarea
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        className={classNames(inputClasses, "h-auto min-h-20 py-2 max-tablet:h-auto", className)}
        {...props}
      />
      {hint && (
        <p id={`${id}-hint`} className="text-2xs text-muted">
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
