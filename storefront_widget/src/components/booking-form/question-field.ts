import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Question } from "../../api/booking";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { textField } from "../text-field/text-field";

export interface AnswerField {
  readonly name: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly onInput: (value: string) => void;
}

/** A question of the merchant's, in the form that he chose for its answer (S16). */
export function questionField(question: Question, field: AnswerField): TemplateResult {
  const { name, value, fault, onInput } = field;
  if (question.kind === "CHOICE") return choice(question, field);
  if (question.kind === "CHECKBOX") return checkbox(question, field);
  return textField({
    id: name,
    type: question.kind === "PARAGRAPH" ? "multiline" : "text",
    label: question.label,
    value,
    optional: !question.required,
    fault,
    onInput,
  });
}

function choice(question: Question, { name, value, fault, onInput }: AnswerField): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${question.label} ${optionalMark(question)}</label>
    <select
      id=${name}
      name=${name}
      ?required=${question.required}
      aria-invalid=${fault !== undefined}
      aria-describedby=${fault === undefined ? nothing : `${name}-fault`}
      @change=${(event: Event) => onInput((event.target as HTMLSelectElement).value)}
    >
      <option value="" ?selected=${value === ""}>${t("book.choose")}</option>
      ${question.options.map(
        (option) => html`<option value=${option} ?selected=${value === option}>${option}</option>`,
      )}
    </select>
    ${faultText(name, fault)}
  </div>`;
}

function checkbox(
  question: Question,
  { name, value, fault, onInput }: AnswerField,
): TemplateResult {
  return html`<div class="field">
    <label class="tick">
      <input
        name=${name}
        type="checkbox"
        ?required=${question.required}
        aria-invalid=${fault !== undefined}
        aria-describedby=${fault === undefined ? nothing : `${name}-fault`}
        .checked=${live(value === "true")}
        @change=${(event: Event) =>
          onInput((event.target as HTMLInputElement).checked ? "true" : "false")}
      />
      <span>${question.label} ${optionalMark(question)}</span>
    </label>
    ${faultText(name, fault)}
  </div>`;
}

function optionalMark({ required }: Question): TemplateResult | typeof nothing {
  return required ? nothing : html`<span class="hint">(${t("app.optional")})</span>`;
}

function faultText(name: string, fault: string | undefined): TemplateResult | typeof nothing {
  if (fault === undefined) return nothing;
  return html`<p class="fault" id="${name}-fault" role="alert">${icon("warning")} ${fault}</p>`;
}
