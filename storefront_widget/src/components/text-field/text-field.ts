import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";

export interface TextField {
  readonly id: string;
  readonly type: "text" | "email" | "tel" | "multiline";
  readonly label: string;
  readonly value: string;
  readonly autocomplete?: "name" | "email" | "tel";
  readonly optional?: boolean;
  readonly hint?: string;
  readonly fault?: string | undefined;
  readonly onInput: (value: string) => void;
}

/** A labelled field with its hint and its fault, tied together for screen readers. */
export function textField(field: TextField): TemplateResult {
  const { id, label, optional, hint, fault } = field;
  const described = [hint ? `${id}-hint` : "", fault ? `${id}-fault` : ""]
    .filter(Boolean)
    .join(" ");
  return html`
    <div class="field">
      <label for=${id}>
        ${label}${optional ? html` <span class="hint">(${t("app.optional")})</span>` : nothing}
      </label>
      ${field.type === "multiline" ? multiline(field, described) : singleLine(field, described)}
      ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
      ${
        fault
          ? html`<p class="fault" id="${id}-fault" role="alert">${icon("warning")} ${fault}</p>`
          : nothing
      }
    </div>
  `;
}

function singleLine(field: TextField, described: string): TemplateResult {
  return html`<input
    id=${field.id}
    name=${field.id}
    type=${field.type}
    maxlength=${field.type === "email" ? 254 : 120}
    autocomplete=${field.autocomplete ?? "off"}
    ?required=${!field.optional}
    aria-invalid=${field.fault !== undefined}
    aria-describedby=${described || nothing}
    .value=${live(field.value)}
    @input=${(event: Event) => field.onInput((event.target as HTMLInputElement).value)}
  />`;
}

function multiline(field: TextField, described: string): TemplateResult {
  return html`<textarea
    id=${field.id}
    name=${field.id}
    rows="4"
    maxlength="2000"
    ?required=${!field.optional}
    aria-invalid=${field.fault !== undefined}
    aria-describedby=${described || nothing}
    .value=${live(field.value)}
    @input=${(event: Event) => field.onInput((event.target as HTMLTextAreaElement).value)}
  ></textarea>`;
}
