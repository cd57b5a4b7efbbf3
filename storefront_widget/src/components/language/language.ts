import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { emit } from "../../internal/emit";
import { currentLocale, t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { base } from "../../themes/controls";
import { LANGUAGES, languageOf, type Language } from "../../translations/call-texts";

declare global {
  interface HTMLElementEventMap {
    "ps-language": CustomEvent<Language>;
  }
}

/** Each in its own words: whoever cannot read the page finds his. */
const NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  es: "Español",
  pt: "Português",
  ca: "Català",
};

/**
 * The choice of a language.
 *
 * @event ps-language - the language chosen
 */
@customElement("ps-language")
export class PsLanguage extends LitElement {
  static override readonly styles = [
    base,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        color: var(--muted);
      }
      select {
        min-height: 36px;
        padding: 4px 6px;
        border: 1px solid transparent;
        border-radius: var(--radius);
        background: none;
        color: inherit;
        font: inherit;
        font-size: 13px;
        cursor: pointer;
      }
      option {
        background: var(--surface);
        color: var(--text);
      }
      select:hover {
        background: var(--sunken);
        color: var(--text);
      }
      :host([field]) {
        display: flex;
        gap: 10px;
      }
      :host([field]) select {
        flex: 1;
        min-height: 44px;
        padding: 8px 12px;
        border-color: var(--line-strong);
        background: var(--surface);
        color: var(--text);
        font-size: 16px;
      }
    `,
  ];

  @query("select") private readonly select!: HTMLSelectElement;

  /** As a field of a form, instead of a word at the edge. */
  @property({ type: Boolean, reflect: true }) field = false;

  protected override updated(): void {
    this.select.value = languageOf(currentLocale());
  }

  protected override render(): TemplateResult {
    return html`
      ${icon("globe")}
      <select
        aria-label=${t("app.language")}
        @change=${({ target }: Event) =>
          emit(this, "ps-language", (target as HTMLSelectElement).value as Language)}
      >
        ${LANGUAGES.map(
          (language) =>
            html`<option value=${language} lang=${language}>${NAMES[language]}</option>`,
        )}
      </select>
    `;
  }
}
