import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { commonCopy } from "@/components/copy/common";
import { frameCopy } from "@/components/copy/frame";
import { StyleNonce } from "@/components/frame/style-nonce";
import { parseTheme, themeCookie } from "@/components/frame/theme-cookie";
import { ViewerTimeProvider } from "@/components/time/viewer-time";
import { parseZone, zoneCookie } from "@/components/time/zone-cookie";
import "@/app/globals.css";

export const metadata: Metadata = {
  title: { default: frameCopy.title, template: `%s · ${commonCopy.product}` },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const store = await cookies();
  const theme = parseTheme(store.get(themeCookie)?.value);
  const zone = parseZone(store.get(zoneCookie)?.value);
  return (
    <html lang="en" data-theme={theme === "system" ? undefined : theme}>
      <body>
        <StyleNonce />
        <ViewerTimeProvider initialZone={zone} serverNow={Date.now()}>
          {children}
        </ViewerTimeProvider>
      </body>
    </html>
  );
}
