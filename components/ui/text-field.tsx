import { type ComponentProps, useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { FieldError } from "@/components/ui/field-error";

export const inputClasses =
  "w-full rounded-sm border border-control bg-raised px-2.5 text-ink outline-offset-0 aria-invalid:border-bad h-9 text-sm max-tablet:h-11 max-tablet:text-lg";

type TextFieldProps = ComponentProps<"input"> & { label: string; error?: string };

/** A labelled input; the error stands at the field and is announced with it. */
export function TextField({ label, error, className, ...props }: TextFieldProps) {
  const id = useId();
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className="text-xs font-medium text-text">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        className={classNames(inputClasses, className)}
        {...props}
      />
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
