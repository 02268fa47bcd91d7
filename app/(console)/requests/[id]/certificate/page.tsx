import { FileX2 } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { erasureCopy } from "@/components/copy/erasure";
import { CertificateSheet } from "@/components/erasure/certificate-sheet";
import { NoPermission } from "@/components/ui/no-permission";
import { StatePanel } from "@/components/ui/state-panel";
import { ApiError } from "@/lib/http/api-error";
import { readCertificate } from "@/lib/privacy/erasure/console-erasure";
import { requireStaffPage } from "@/lib/staff/require-staff-page";
import { createUserClient } from "@/lib/supabase/user-client";

export const metadata: Metadata = { title: erasureCopy.certificate.title };

/** The certificate of one erasure, to be printed or kept as a file. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const id = z.uuid().safeParse((await params).id).data;
  if (!id) notFound();
  const staff = await requireStaffPage();
  if (staff.role === "support") return <NoPermission roles={["privacy", "admin"]} />;
  const supabase = await createUserClient();
  const certificate = await readCertificate(supabase, id).catch((error: unknown) => {
    if (error instanceof ApiError && error.code === "not_found") return null;
    throw error;
  });
  if (!certificate) {
    return (
      <StatePanel icon={FileX2} title={erasureCopy.certificate.missing}>
        {erasureCopy.certificate.missingBody}
      </StatePanel>
    );
  }
  return <CertificateSheet certificate={certificate} requestId={id} />;
}
