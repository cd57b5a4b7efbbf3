import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { BookingPage, Question, Slot } from "../../api/booking";
import type { Details } from "../../booking/booking-flow";
import type { HoldState } from "../../booking/hold-keeper";
import { shortDayText, timeText, type Clock } from "../../booking/times";
import { dayIn } from "../../booking/days";
import { emit } from "../../internal/emit";
import { looksLikeEmail } from "../../internal/form-checks";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { base, buttons, fields } from "../../themes/controls";
import { timeButtons } from "../../themes/booking.styles";
import { problem } from "../../themes/problem.styles";
import type { PsConsentFields } from "../consent-fields/consent-fields";
import "../consent-fields/consent-fields";
import { textField } from "../text-field/text-field";
import { questionField } from "./question-field";

declare global {
  interface HTMLElementEventMap {
    "ps-write": CustomEvent<Partial<Details>>;
    "ps-book": CustomEvent<undefined>;
    "ps-back": CustomEvent<undefined>;
  }
}

type Faults = Readonly<Record<string, string>>;

/**
 * Who books: name, address, the campaign's questions, consent. What is written is told at once, so
 * that nothing is lost with the slot.
 *
 * @event ps-write - something was written
 * @event ps-slot - one of the alternatives is taken instead
 * @event ps-book
 * @event ps-back
 */
@customElement("ps-booking-form")
export class PsBookingForm extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    fields,
    timeButtons,
    problem,
    css`
      :host {
        display: grid;
        gap: 18px;
        min-width: 0;
      }
      form {
        display: grid;
        gap: 18px;
      }
      .hold {
        display: flex;
        gap: 8px;
        min-height: 20px;
        color: var(--muted);
        font-size: 13px;
      }
      .hold .icon {
        width: 18px;
        height: 18px;
      }
      .problem .times {
        grid-column: 2;
        margin-top: 8px;
        font-size: 14px;
      }
      .actions {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 10px;
      }
      @media (max-width: 760px) {
        .actions {
          position: sticky;
          bottom: 0;
          z-index: 2;
          margin: 0 -20px;
          padding: 12px 20px max(12px, env(safe-area-inset-bottom));
          border-top: 1px solid var(--line);
          background: var(--surface);
        }
      }
    `,
  ];

  @query("ps-consent-fields") private readonly consent!: PsConsentFields;

  @property({ attribute: false }) page!: BookingPage;
  @property({ attribute: false }) details!: Details;
  @property({ attribute: false }) hold: HoldState = { kind: "none" };
  @property({ attribute: false }) alternatives: readonly Slot[] | null = null;
  @property() zone = "UTC";
  @property() clock: Clock = "h23";
  @property({ type: Boolean }) busy = false;
  @property() fault = "";
  /** The field that the server has something against. */
  @property() faultField = "";

  @state() private faults: Faults = {};

  /** The way on comes into sight where the slot is gone. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("alternatives") || this.alternatives === null) return;
    this.renderRoot.querySelector(".problem")?.scrollIntoView({ block: "center" });
  }

  private write(change: Partial<Details>, ...checked: string[]): void {
    const left = Object.entries(this.faults).filter(([name]) => !checked.includes(name));
    this.faults = Object.fromEntries(left);
    emit(this, "ps-write", change);
  }

  private check(): Faults {
    const { name, email, answers } = this.details;
    const faults: Record<string, string> = {};
    if (name.trim() === "") faults["name"] = t("request.nameMissing");
    if (!looksLikeEmail(email)) faults["email"] = t("request.emailInvalid");
    for (const { id, required, kind } of this.page.questions) {
      const answer = answers[id]?.trim() ?? "";
      const isMissing = kind === "CHECKBOX" ? answer !== "true" : answer === "";
      if (required && isMissing) faults[`q-${id}`] = t("book.answerMissing");
    }
    return faults;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.faults = this.check();
    this.consent.missing = !this.consent.agreed;
    const [first] = Object.keys(this.faults);
    if (first === undefined && this.consent.agreed) {
      emit(this, "ps-book");
      return;
    }
    await this.updateComplete;
    if (first === undefined) this.consent.focus();
    else this.renderRoot.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  }

  private renderHold(): TemplateResult {
    const { hold } = this;
    if (hold.kind === "held") {
      const time = timeText(hold.hold.expiresAt, this.zone, this.clock);
      return html`<p class="hold" role="status">${icon("clock")} ${t("book.held", { time })}</p>`;
    }
    const text = hold.kind === "free" ? t("book.notHeld") : "";
    return html`<p class="hold" role="status" ?hidden=${text === ""}>${icon("info")} ${text}</p>`;
  }

  private renderProblem(): TemplateResult | typeof nothing {
    if (this.fault === "") return nothing;
    return html`<div class="problem" role="alert">
      ${icon("warning")}
      <strong>${this.fault}</strong>
      ${this.alternatives === null ? nothing : this.renderAlternatives(this.alternatives)}
    </div>`;
  }

  private renderAlternatives(slots: readonly Slot[]): TemplateResult {
    if (slots.length === 0) return html`<p>${t("book.noAlternative")}</p>`;
    return html`<p>${t("book.alternatives")}</p>
      <div class="times">
        ${slots.map(
          (slot) =>
            html`<button class="time" type="button" @click=${() => emit(this, "ps-slot", slot)}>
              ${timeText(slot.startsAt, this.zone, this.clock)}
              <small>${shortDayText(dayIn(this.zone, new Date(slot.startsAt)))}</small>
            </button>`,
        )}
      </div>`;
  }

  private renderQuestion(question: Question): TemplateResult {
    const name = `q-${question.id}`;
    return questionField(question, {
      name,
      value: this.details.answers[question.id] ?? "",
      fault: this.faults[name],
      onInput: (value) =>
        this.write({ answers: { ...this.details.answers, [question.id]: value } }, name),
    });
  }

  private faultOf(name: string): string | undefined {
    return this.faults[name] ?? (this.faultField === name ? this.fault : undefined);
  }

  private renderFields(): TemplateResult {
    const { details } = this;
    return html`
      ${textField({
        id: "name",
        type: "text",
        label: t("request.name"),
        value: details.name,
        autocomplete: "name",
        fault: this.faultOf("name"),
        onInput: (name) => this.write({ name }, "name"),
      })}
      ${textField({
        id: "email",
        type: "email",
        label: t("request.email"),
        value: details.email,
        autocomplete: "email",
        hint: t("book.emailHint"),
        fault: this.faultOf("email"),
        onInput: (email) => this.write({ email }, "email"),
      })}
      ${textField({
        id: "phone",
        type: "tel",
        label: t("book.phone"),
        value: details.phone,
        autocomplete: "tel",
        optional: true,
        fault: this.faultOf("phone"),
        onInput: (phone) => this.write({ phone }, "phone"),
      })}
      ${this.page.questions.map((question) => this.renderQuestion(question))}
    `;
  }

  protected override render(): TemplateResult {
    return html`
      ${this.renderHold()}
      <form novalidate @submit=${(event: Event) => void this.submit(event)}>
        ${this.renderFields()}
        <ps-consent-fields .matter=${this.page} callOnly></ps-consent-fields>
        ${this.renderProblem()}
        <div class="actions">
          <button class="button" type="button" @click=${() => emit(this, "ps-back")}>
            ${t("app.back")}
          </button>
          <button class="button primary" aria-disabled=${this.busy}>
            ${t(this.busy ? "book.booking" : "book.book")}
          </button>
        </div>
      </form>
    `;
  }
}
