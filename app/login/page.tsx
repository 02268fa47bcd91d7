import type { Metadata } from "next";
import { LoginForm } from "@/app/login/login-form";
import { loginCopy } from "@/components/copy/login";
import { ParceloMark } from "@/components/ui/parcelo-mark";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: loginCopy.title };

export default async function LoginPage({ searchParams }: PageProps<"/login">) {
  const { next, reason } = await searchParams;
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-80">
        <div className="mb-6 flex items-center gap-3">
          <ParceloMark className="size-9" />
          <div>
            <h1 className="text-lg font-semibold tracking-tight text-ink">{loginCopy.title}</h1>
            <p className="text-xs text-muted">{loginCopy.lead}</p>
          </div>
        </div>
        <LoginForm
          next={typeof next === "string" ? next : ""}
          reason={typeof reason === "string" ? reason : ""}
        />
        {env().LOCAL_PARTS.length > 0 && (
          <p className="mt-6 border-t border-line pt-3 text-2xs text-muted">{loginCopy.local}</p>
        )}
      </div>
    </main>
  );
}
