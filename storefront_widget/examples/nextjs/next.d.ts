/** As much of Next.js as the example uses, so that it is checked without installing Next.js. */

declare module "next/script" {
  import type { JSX } from "react";

  export default function Script(props: {
    src: string;
    strategy?: "afterInteractive" | "lazyOnload" | "beforeInteractive";
    nonce?: string | undefined;
  }): JSX.Element;
}

declare module "next/navigation" {
  export function useRouter(): { refresh(): void };
}
