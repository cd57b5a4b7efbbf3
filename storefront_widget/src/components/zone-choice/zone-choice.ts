import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { timeText, type Clock } from "../../booking/times";
import { allZones, offsetOf, searchZones, zoneNameOf, type ZoneName } from "../../booking/zones";
import { emit } from "../../internal/emit";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { base, buttons, fields } from "../../themes/controls";
import { styles } from "./zone-choice.styles";

declare global {
  interface HTMLElementEventMap {
    "ps-zone": CustomEvent<string>;
  }
}

/**
 * The zone that times are shown in: a button that opens a list to search in.
 *
 * @event ps-zone - the IANA name of the one chosen
 */
@customElement("ps-zone-choice")
export class PsZoneChoice extends LitElement {
  static override readonly styles = [base, buttons, fields, styles];

  @query("input") private readonly field!: HTMLInputElement | null;
  @query(".opener") private readonly opener!: HTMLElement;

  @property() zone = "UTC";
  @property() clock: Clock = "h23";

  @state() private isOpen = false;
  @state() private found: readonly ZoneName[] = [];
  @state() private active = 0;
  private zones: readonly ZoneName[] = [];
  private now = new Date();

  private async open(): Promise<void> {
    this.zones = this.zones.length > 0 ? this.zones : allZones();
    this.now = new Date();
    this.isOpen = true;
    this.search("");
    await this.updateComplete;
    this.field?.focus();
  }

  private close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.opener.focus();
  }

  private search(text: string): void {
    const mine = zoneNameOf(this.zone);
    const found = searchZones(this.zones, text);
    const others = found.filter(({ id }) => id !== mine.id);
    this.found = text === "" ? [mine, ...others] : found;
    this.active = 0;
  }

  private choose(zone: string): void {
    this.close();
    if (zone !== this.zone) emit(this, "ps-zone", zone);
  }

  private readonly handleKey = (event: KeyboardEvent): void => {
    const { length } = this.found;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && length > 0) {
      event.preventDefault();
      this.active = (this.active + step + length) % length;
      void this.showActive();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const chosen = this.found[this.active];
      if (chosen !== undefined) this.choose(chosen.id);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  };

  private async showActive(): Promise<void> {
    await this.updateComplete;
    const option = this.renderRoot.querySelector(`#zone-${this.active}`);
    option?.scrollIntoView({ block: "nearest" });
  }

  private readonly handleLeave = (event: FocusEvent): void => {
    const next = event.relatedTarget;
    const isInside = next instanceof Node && this.renderRoot.contains(next);
    if (!isInside && next !== null) this.isOpen = false;
  };

  private renderOption(zone: ZoneName, index: number): TemplateResult {
    const clock = timeText(this.now.toISOString(), zone.id, this.clock);
    return html`<li
      role="option"
      id="zone-${index}"
      class=${index === this.active ? "active" : ""}
      aria-selected=${zone.id === this.zone}
      @pointerdown=${(event: Event) => event.preventDefault()}
      @click=${() => this.choose(zone.id)}
    >
      <span>
        <strong>${zone.city}</strong>
        <span class="muted small">
          ${[zone.region, offsetOf(zone.id, this.now)].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span class="clock">${clock}</span>
    </li>`;
  }

  private renderList(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    return html`<div class="panel" @focusout=${this.handleLeave}>
      <label class="hidden" for="search">${t("book.zoneSearch")}</label>
      <input
        id="search"
        type="search"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        placeholder=${t("book.zoneSearch")}
        aria-expanded="true"
        aria-controls="zones"
        aria-activedescendant=${this.found.length > 0 ? `zone-${this.active}` : nothing}
        @input=${(event: Event) => this.search((event.target as HTMLInputElement).value)}
        @keydown=${this.handleKey}
      />
      <ul id="zones" role="listbox" aria-label=${t("book.zone")}>
        ${this.found.map((zone, index) => this.renderOption(zone, index))}
      </ul>
      <p class="none muted" role="status">
        ${this.found.length === 0 ? t("book.zoneNone") : nothing}
      </p>
    </div>`;
  }

  protected override render(): TemplateResult {
    const { city } = zoneNameOf(this.zone);
    const offset = offsetOf(this.zone, new Date());
    return html`
      <button
        class="button quiet compact opener"
        type="button"
        aria-haspopup="listbox"
        aria-expanded=${this.isOpen}
        aria-label="${t("book.zone")}: ${city}, ${offset}"
        @click=${() => (this.isOpen ? this.close() : void this.open())}
      >
        ${icon("globe")} <span>${city}</span> <span class="muted">${offset}</span>
        <span class="arrow" aria-hidden="true"></span>
      </button>
      ${this.renderList()}
    `;
  }
}
