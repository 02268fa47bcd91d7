"use client";

import { type SyntheticEvent, useState } from "react";
import type { z } from "zod";
import { formCopy } from "@/components/copy/form";
import { fieldErrors } from "@/components/form/field-errors";
import { errorSentence } from "@/components/query/error-sentence";
import { RequestFailure } from "@/components/query/request-json";

type FormOptions<Values, Parsed> = {
  initial: Values;
  /** The schema that the server checks with, too. */
  schema: z.ZodType<Parsed, unknown>;
  /** Sends what was parsed. A refusal with fields is shown at them, any other above the buttons. */
  submit: (parsed: Parsed) => Promise<unknown>;
};

/**
 * Values, errors and the life of one form. Errors appear on submit, the first wrong field takes the focus,
 * and an error goes as its field changes; the schema decides in the browser, and the server decides again.
 */
export function useForm<Values extends Record<string, unknown>, Parsed>({
  initial,
  schema,
  submit,
}: FormOptions<Values, Parsed>) {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  async function onSubmit(event?: SyntheticEvent<HTMLFormElement>): Promise<boolean> {
    event?.preventDefault();
    const form = event?.currentTarget;
    if (isPending) return false;
    setFailure(null);
    const parsed = schema.safeParse(values);
    if (!parsed.success) {
      setErrors(
        fieldErrors(parsed.error.issues.map((issue) => [issue.path.join("."), issue.code])),
      );
      focusFirstWrong(form);
      return false;
    }
    setErrors({});
    setPending(true);
    try {
      await submit(parsed.data);
      return true;
    } catch (error) {
      const fields = error instanceof RequestFailure ? error.fields : undefined;
      if (fields) {
        setErrors(fieldErrors(Object.entries(fields)));
        focusFirstWrong(form);
      } else setFailure(errorSentence(error));
      return false;
    } finally {
      setPending(false);
    }
  }

  return {
    values,
    errors,
    /** A sentence about the whole form: a refusal, or how many fields are wrong. */
    failure:
      Object.keys(errors).length > 0 ? formCopy.summary(Object.keys(errors).length) : failure,
    isPending,
    isChanged: JSON.stringify(values) !== JSON.stringify(initial),
    set<Name extends keyof Values & string>(name: Name, value: Values[Name]) {
      setValues((before) => ({ ...before, [name]: value }));
      setErrors(({ [name]: _gone, ...others }) => others);
    },
    reset: (to: Values = initial) => {
      setValues(to);
      setErrors({});
      setFailure(null);
    },
    onSubmit,
  };
}

/** After the errors have been drawn. */
function focusFirstWrong(form: HTMLFormElement | undefined) {
  setTimeout(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0);
}
