import { Info, TriangleAlert } from "lucide-react";

/** News or a problem, above the fields. */
export function LoginNotice({ tone, children }: { tone: "news" | "problem"; children: string }) {
  const isNews = tone === "news";
  const Icon = isNews ? Info : TriangleAlert;
  return (
    <p
      role={isNews ? "status" : "alert"}
      className={`flex gap-2 rounded-sm border px-3 py-2 text-xs ${
        isNews ? "border-info-line bg-info-soft text-info" : "border-bad-line bg-bad-soft text-bad"
      }`}
    >
      <Icon aria-hidden="true" className="mt-px size-4 shrink-0" />
      {children}
    </p>
  );
}
