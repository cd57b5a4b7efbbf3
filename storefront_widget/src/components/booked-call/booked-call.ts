import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { BookedEvent } from "../../api/booking";
import { googleCalendar, outlookCalendar, type CalendarEntry } from "../../booking/calendar-links";
import { momentText, type Clock } from "../../booking/times";
import { offsetOf, zoneNameOf } from "../../booking/zones";
import { t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { safeUrl } from "../../internal/safe-url";
import { avatars, facts } from "../../themes/booking.styles";
import { base, buttons } from "../../themes/controls";
import { avatar } from "../person-choice/avatar";

/** What was booked, and how to keep it in mind. */
@customElement("ps-booked-call")
export class PsBookedCall extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    avatars,
    facts,
    css`
      :host {
        display: grid;
        gap: 18px;
      }
      .person {
        display: flex;
        align-items: center;
        gap: 12px;
      }
      .calendars {
        display: grid;
        gap: 8px;
      }
      .calendars div {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(108px, 1fr));
        gap: 8px;
      }
      .struck {
        color: var(--muted);
        text-decoration: line-through;
      }
    `,
  ];

  @property({ attribute: false }) event!: BookedEvent;
  @property() zone = "UTC";
  @property() clock: Clock = "h23";
  /** Of the campaign. */
  @property() name = "";
  @property() joinUrl = "";
  @property() calendarUrl = "";
  /** It is ahead: calendars may have it. */
  @property({ type: Boolean }) ahead = false;
  @property({ type: Boolean }) cancelled = false;

  private get entry(): CalendarEntry | null {
    const { startsAt, endsAt, personalShopper } = this.event;
    if (startsAt === null || endsAt === null || !this.ahead) return null;
    const name = personalShopper?.name ?? "";
    return {
      title: this.name,
      text: `${t("book.calendarText", { name })}\n${this.joinUrl}`,
      startsAt,
      endsAt,
      place: this.joinUrl,
    };
  }

  private renderWhen(startsAt: string): TemplateResult {
    const zone = `${zoneNameOf(this.zone).city}, ${offsetOf(this.zone, new Date(startsAt))}`;
    return html`<li>
      ${icon("calendar")}
      <span class=${this.cancelled ? "struck" : ""}>
        <strong>${momentText(startsAt, this.zone, this.clock)}</strong>
        <span class="muted small">${t("book.inZone", { zone })}</span>
      </span>
    </li>`;
  }

  private renderCalendars(entry: CalendarEntry): TemplateResult {
    const file = safeUrl(this.calendarUrl);
    return html`<section class="calendars" aria-labelledby="calendars">
      <h2 id="calendars">${t("book.addToCalendar")}</h2>
      <div>
        ${outwards(googleCalendar(entry), "Google")} ${outwards(outlookCalendar(entry), "Outlook")}
        ${
          file === null
            ? nothing
            : html`<a class="button compact" href=${file} download>
                ${icon("calendar")} ${t("book.calendarFile")}
              </a>`
        }
      </div>
    </section>`;
  }

  protected override render(): TemplateResult {
    const { startsAt, durationMinutes, personalShopper } = this.event;
    const { entry } = this;
    return html`
      ${
        personalShopper === null
          ? nothing
          : html`<p class="person">
              ${avatar(personalShopper)}
              <span>
                <strong>${personalShopper.name}</strong><br />
                <span class="muted small">${this.name}</span>
              </span>
            </p>`
      }
      <ul class="facts">
        ${startsAt === null ? nothing : this.renderWhen(startsAt)}
        <li>${icon("clock")} <span>${t("book.minutes", { n: durationMinutes })}</span></li>
      </ul>
      ${entry === null ? nothing : this.renderCalendars(entry)}
    `;
  }
}

function outwards(address: string, text: string): TemplateResult {
  return html`<a class="button compact" href=${address} target="_blank" rel="noopener noreferrer">
    ${text}<span class="hidden"> (${t("app.newWindow")})</span>
  </a>`;
}
