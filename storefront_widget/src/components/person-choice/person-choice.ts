import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Person } from "../../api/booking";
import { languagesText } from "../../booking/times";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { base } from "../../themes/controls";
import { avatars } from "../../themes/booking.styles";
import { anyoneAvatar, avatar } from "./avatar";

declare global {
  interface HTMLElementEventMap {
    "ps-person": CustomEvent<string | null>;
  }
}

/**
 * With whom the call shall be: one of several people, or anyone.
 *
 * @event ps-person - the id of the one chosen; null for anyone
 */
@customElement("ps-person-choice")
export class PsPersonChoice extends LitElement {
  static override readonly styles = [
    base,
    avatars,
    css`
      fieldset {
        display: grid;
        gap: 8px;
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        margin-bottom: 8px;
        padding: 0;
        font-size: 13px;
        font-weight: 560;
      }
      .people {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
        gap: 6px;
        max-height: 300px;
        overflow-y: auto;
        /* Room for the focus ring. */
        margin: -4px;
        padding: 4px;
      }
      label {
        position: relative;
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 12px;
        align-items: center;
        min-height: 56px;
        padding: 7px 12px 7px 8px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        cursor: pointer;
        transition: background var(--quick);
      }
      label:hover {
        background: var(--sunken);
      }
      label:has(:checked) {
        border-color: var(--accent);
        background: var(--accent-soft);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
      label:has(:focus-visible) {
        outline: 2px solid var(--focus);
        outline-offset: 1px;
      }
      input {
        position: absolute;
        opacity: 0;
        pointer-events: none;
      }
      strong {
        display: block;
        font-weight: 600;
      }
      @media (max-width: 760px) {
        .people {
          grid-template-columns: none;
          grid-auto-flow: column;
          grid-auto-columns: max-content;
          max-width: calc(100% + 8px);
          padding-bottom: 8px;
          overflow-x: auto;
          scroll-snap-type: x proximity;
        }
        label {
          max-width: 260px;
          scroll-snap-align: start;
        }
      }
    `,
  ];

  @property({ attribute: false }) people: readonly Person[] = [];
  @property({ attribute: false }) chosen: string | null = null;
  @property() anyoneText = "";

  /** The row may be longer than a phone is wide: who is chosen is not left outside. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("chosen")) return;
    const chosen = this.renderRoot.querySelector("input:checked")?.closest("label");
    chosen?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  private renderOne(person: Person | null): TemplateResult {
    const id = person?.id ?? null;
    const hint = person === null ? t("book.anyoneHint") : languagesText(person.languages);
    return html`<label>
      ${person === null ? anyoneAvatar() : avatar(person)}
      <input
        type="radio"
        name="person"
        .checked=${this.chosen === id}
        @change=${() => emit(this, "ps-person", id)}
      />
      <span>
        <strong>${person?.name ?? (this.anyoneText || t("book.anyone"))}</strong>
        ${hint === "" ? nothing : html`<span class="muted small">${hint}</span>`}
      </span>
    </label>`;
  }

  protected override render(): TemplateResult {
    return html`<fieldset>
      <legend>${t("book.with")}</legend>
      <div class="people">
        ${this.renderOne(null)} ${this.people.map((one) => this.renderOne(one))}
      </div>
    </fieldset>`;
  }
}
