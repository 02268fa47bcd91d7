import { jobsCopy } from "@/components/copy/jobs";

/** An error's class and code in words where we have some, else the class and code themselves. */
export function causeText(
  errorClass: string,
  code: string | null,
): { title: string; note: string } {
  const known = jobsCopy.causes[errorClass];
  if (known) return { title: known[0], note: [known[1], code].filter(Boolean).join(" · ") };
  // Our own errors carry a word that says more than their class.
  if (errorClass === "SafeError" && code) return { title: sentence(code), note: code };
  return { title: errorClass, note: code ?? "" };
}

const sentence = (word: string) => {
  const text = word.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
};
