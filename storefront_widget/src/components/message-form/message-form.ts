import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { emit } from "../../internal/emit";
import { looksLikeEmail } from "../../internal/form-checks";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { base, buttons, fields } from "../../themes/controls";
import { sheet } from "../../themes/sheet.styles";
import { textField } from "../text-field/text-field";

export interface MessageAnswer {
  readonly name: string;
  readonly email: string;
  readonly text: string;
}

declare global {
  interface HTMLElementEventMap {
    "ps-message": CustomEvent<MessageAnswer>;
    "ps-call-instead": CustomEvent<undefined>;
  }
}

/**
 * When nobody is available: name, email and a few words (Q5).
 *
 * @event ps-message - the customer leaves it
 * @event ps-call-instead
 */
@customElement("ps-message-form")
export class PsMessageForm extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    fields,
    sheet,
    css`
      form {
        display: grid;
        gap: 18px;
      }
    `,
  ];

  @property() name = "";
  @property() email = "";
  @property({ type: Boolean }) busy = false;
  /** Nobody is there, so this is the only way. */
  @property({ type: Boolean }) nobody = false;
  @property() fault = "";

  @state() private text = "";
  @state() private faults: { name?: string; email?: string; text?: string } = {};

  private handleSubmit(event: Event): void {
    event.preventDefault();
    if (this.busy || !this.check()) return;
    const [name, email, text] = [this.name.trim(), this.email.trim(), this.text.trim()];
    emit(this, "ps-message", { name, email, text });
  }

  private check(): boolean {
    const faults: typeof this.faults = {};
    if (this.name.trim() === "") faults.name = t("request.nameMissing");
    if (this.email.trim() === "") faults.email = t("message.emailMissing");
    else if (!looksLikeEmail(this.email)) faults.email = t("request.emailInvalid");
    if (this.text.trim() === "") faults.text = t("message.textMissing");
    this.faults = faults;
    const [first] = Object.keys(faults);
    if (first !== undefined) this.renderRoot.querySelector<HTMLElement>(`#${first}`)?.focus();
    return first === undefined;
  }

  private renderFields(): TemplateResult {
    return html`
      ${textField({
        id: "name",
        type: "text",
        label: t("request.name"),
        value: this.name,
        autocomplete: "name",
        fault: this.faults.name,
        onInput: (value) => (this.name = value),
      })}
      ${textField({
        id: "email",
        type: "email",
        label: t("request.email"),
        value: this.email,
        autocomplete: "email",
        fault: this.faults.email,
        onInput: (value) => (this.email = value),
      })}
      ${textField({
        id: "text",
        type: "multiline",
        label: t("message.text"),
        value: this.text,
        fault: this.faults.text,
        onInput: (value) => (this.text = value),
      })}
    `;
  }

  protected override render(): TemplateResult {
    return html`
      <main class="page">
        <section class="card">
          <header>
            <span class="badge">${icon("message")}</span>
            <h1>${t("message.title")}</h1>
            ${this.nobody ? html`<p class="lead">${t("message.nobody")}</p>` : nothing}
          </header>
          <form novalidate @submit=${this.handleSubmit}>
            ${this.renderFields()}
            ${
              this.fault
                ? html`<p class="fault" role="alert">${icon("warning")} ${this.fault}</p>`
                : nothing
            }
            <div class="actions">
              <button class="button primary wide" aria-disabled=${this.busy}>
                ${icon("send")} ${t("message.send")}
              </button>
              ${
                this.nobody
                  ? nothing
                  : html`<button
                      class="button quiet wide"
                      type="button"
                      @click=${() => emit(this, "ps-call-instead")}
                    >
                      ${t("message.callInstead")}
                    </button>`
              }
            </div>
          </form>
        </section>
      </main>
    `;
  }
}
