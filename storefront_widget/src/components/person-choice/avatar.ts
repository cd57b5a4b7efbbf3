import { html, nothing, type TemplateResult } from "lit";
import { initialsOf } from "../../internal/initials";
import { icon } from "../../internal/icons";
import { safeUrl } from "../../internal/safe-url";

/** A person's picture; his initials where there is none or it does not load. Needs `avatars`. */
export function avatar(person: { name: string; avatarUrl: string | null }): TemplateResult {
  const address = safeUrl(person.avatarUrl);
  return html`<span class="avatar" aria-hidden="true"
    >${initialsOf(person.name)}${
      address === null
        ? nothing
        : html`<img
            src=${address}
            alt=""
            loading="lazy"
            @error=${(event: Event) => ((event.target as HTMLElement).hidden = true)}
          />`
    }</span
  >`;
}

/** Stands for whoever is free. */
export function anyoneAvatar(): TemplateResult {
  return html`<span class="avatar" aria-hidden="true">${icon("people")}</span>`;
}
