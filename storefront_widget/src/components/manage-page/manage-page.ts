import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Slot } from "../../api/booking";
import { BookingApi } from "../../api/booking-api";
import { GraphQlClient } from "../../api/graphql-client";
import type { ManagePage } from "../../api/manage";
import type { BookingBootstrap } from "../../booking/bootstrap";
import { dayIn } from "../../booking/days";
import { ManageFlow, type ManageState } from "../../booking/manage-flow";
import { clockOf, momentText, shortDayText, timeText, type Clock } from "../../booking/times";
import { ownZone } from "../../booking/zones";
import { currentLocale, t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { safeUrl } from "../../internal/safe-url";
import { StoreController } from "../../internal/store-controller";
import { facts, timeButtons } from "../../themes/booking.styles";
import { bookingPage } from "../../themes/booking-page.styles";
import { base, buttons, fields } from "../../themes/controls";
import { problem } from "../../themes/problem.styles";
import { sheet } from "../../themes/sheet.styles";
import "../booked-call/booked-call";
import "../booking-foot/booking-foot";
import { shopHead } from "../booking-page/campaign-head";
import { unreachableNotice, unknownNotice } from "../booking-page/notices";
import "../slot-chooser/slot-chooser";
import { standingOf } from "./standing";

/** `/manage/<token>`: the booking as it stands, another time for it, or no call at all. */
@customElement("ps-manage-page")
export class PsManagePage extends LitElement {
  static override readonly styles = [
    base,
    buttons,
    fields,
    sheet,
    facts,
    timeButtons,
    problem,
    bookingPage,
    css`
      .problem .times {
        grid-column: 2;
        margin-top: 8px;
        font-size: 14px;
      }
      .two {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 10px;
      }
      .move {
        grid-column: 1 / -1;
        display: grid;
        gap: 20px;
      }
      .move header {
        display: grid;
        gap: 8px;
      }
    `,
  ];

  @query("textarea") private readonly reason!: HTMLTextAreaElement;

  @property({ attribute: false }) bootstrap!: BookingBootstrap;

  @state() private clock: Clock = clockOf(currentLocale());
  @state() private announcement = "";
  private flow!: ManageFlow;
  private stepShown = "";

  constructor() {
    super();
    new StoreController(this, () => [this.flow.state]);
  }

  override connectedCallback(): void {
    const { graphqlUrl, token = "" } = this.bootstrap;
    const api = new BookingApi(new GraphQlClient({ url: graphqlUrl, locale: currentLocale }));
    this.flow = new ManageFlow(api, token, location.href, ownZone());
    super.connectedCallback();
    void this.flow.begin();
  }

  protected override updated(): void {
    const { step, done } = this.flow.state.value;
    const shown = `${step} ${done ?? ""}`;
    if (shown === this.stepShown) return;
    const isFirst = this.stepShown === "" || this.stepShown.startsWith("loading");
    this.stepShown = shown;
    const heading = this.renderRoot.querySelector<HTMLElement>("h1");
    this.announcement = heading?.textContent.trim() ?? "";
    if (!isFirst || done !== null) heading?.focus();
  }

  private get zone(): string {
    return this.flow.finder?.state.value.zone ?? ownZone();
  }

  private renderLook(page: ManagePage, { done }: ManageState): TemplateResult {
    const standing = standingOf(page, done);
    return html`<section class="card">
      <header>
        <span class="badge ${done === null ? "" : "done"}">${icon(standing.symbol)}</span>
        <h1 tabindex="-1">${standing.title}</h1>
        ${standing.text === "" ? nothing : html`<p class="lead">${standing.text}</p>`}
      </header>
      <ps-booked-call
        .event=${page.event}
        .name=${page.bookingPage?.name ?? ""}
        .zone=${this.zone}
        .clock=${this.clock}
        .joinUrl=${page.joinUrl ?? ""}
        .calendarUrl=${page.calendarUrl ?? ""}
        ?ahead=${standing.isAhead}
        ?cancelled=${page.event.status === "CANCELLED"}
      ></ps-booked-call>
      ${this.renderWays(page)}
    </section>`;
  }

  private renderWays(page: ManagePage): TemplateResult {
    const join = safeUrl(page.joinUrl);
    const shop = safeUrl(page.bookingPage?.shopUrl ?? this.bootstrap.shopUrl);
    const { mayChange, bookingPage } = page;
    return html`<div class="links">
      ${
        join === null
          ? nothing
          : html`<a class="button primary" href=${join}>${icon("link")} ${t("book.toCall")}</a>`
      }
      ${
        mayChange
          ? html`<div class="two">
              <button
                class="button"
                type="button"
                ?disabled=${bookingPage === null}
                @click=${() => void this.flow.move()}
              >
                ${t("manage.move")}
              </button>
              <button class="button" type="button" @click=${() => this.flow.askCancel()}>
                ${t("manage.cancel")}
              </button>
            </div>`
          : this.renderOthers(page)
      }
      ${shop === null ? nothing : html`<a class="button" href=${shop}>${t("app.backToShop")}</a>`}
    </div>`;
  }

  private renderOthers({ bookingPage }: ManagePage): TemplateResult | typeof nothing {
    const { bookUrl } = this.bootstrap;
    const address = safeUrl(bookUrl);
    if (bookingPage === null || bookingPage.opensAt === null || address === null) return nothing;
    return html`<a class="button primary" href=${address}>${t("manage.bookAnother")}</a>`;
  }

  private renderMove(page: ManagePage): TemplateResult {
    const { finder } = this.flow;
    if (finder === null || page.bookingPage === null) return html``;
    return html`<div class="card wide">
      <div class="move">
        <header>
          <h1 tabindex="-1">${t("manage.moveTitle")}</h1>
          <p class="lead">${this.now(page)}</p>
        </header>
        <ps-slot-chooser
          .finder=${finder}
          .page=${page.bookingPage}
          .clock=${this.clock}
          @ps-slot=${({ detail }: CustomEvent<Slot>) => this.flow.take(detail)}
          @ps-clock=${({ detail }: CustomEvent<Clock>) => (this.clock = detail)}
        ></ps-slot-chooser>
        <button class="button" type="button" @click=${() => this.flow.back()}>
          ${t("manage.keep")}
        </button>
      </div>
    </div>`;
  }

  private now({ event }: ManagePage): string {
    const when = momentText(event.startsAt ?? "", this.zone, this.clock);
    return t("manage.now", { when });
  }

  private renderConfirm(page: ManagePage, state: ManageState): TemplateResult {
    const when = momentText(state.slot?.startsAt ?? "", this.zone, this.clock);
    return html`<section class="card">
      <header>
        <h1 tabindex="-1">${t("manage.moveTo", { when })}</h1>
        <p class="lead">${this.now(page)}</p>
      </header>
      ${this.renderProblem(state)}
      <div class="actions">
        <button
          class="button primary wide"
          type="button"
          aria-disabled=${state.busy}
          @click=${() => void this.flow.reschedule()}
        >
          ${t("manage.moveIt")}
        </button>
        <button class="button wide" type="button" @click=${() => this.flow.back()}>
          ${t("app.back")}
        </button>
      </div>
    </section>`;
  }

  private renderProblem({ fault, alternatives }: ManageState): TemplateResult | typeof nothing {
    if (fault === "") return nothing;
    return html`<div class="problem" role="alert">
      ${icon("warning")} <strong>${fault}</strong>
      ${
        alternatives === null || alternatives.length === 0
          ? nothing
          : html`<p>${t("book.alternatives")}</p>
              <div class="times">${alternatives.map((slot) => this.renderTime(slot))}</div>`
      }
    </div>`;
  }

  private renderTime(slot: Slot): TemplateResult {
    return html`<button class="time" type="button" @click=${() => this.flow.take(slot)}>
      ${timeText(slot.startsAt, this.zone, this.clock)}
      <small>${shortDayText(dayIn(this.zone, new Date(slot.startsAt)))}</small>
    </button>`;
  }

  private renderCancel(page: ManagePage, state: ManageState): TemplateResult {
    return html`<section class="card">
      <header>
        <h1 tabindex="-1">${t("manage.cancelTitle")}</h1>
        <p class="lead">${this.now(page)}</p>
      </header>
      <div class="field">
        <label for="reason">
          ${t("manage.reason")} <span class="hint">(${t("app.optional")})</span>
        </label>
        <textarea id="reason" rows="3" maxlength="500"></textarea>
      </div>
      ${this.renderProblem(state)}
      <div class="actions">
        <button
          class="button danger wide"
          type="button"
          aria-disabled=${state.busy}
          @click=${() => void this.flow.cancel(this.reason.value.trim())}
        >
          ${t("manage.cancelIt")}
        </button>
        <button class="button wide" type="button" @click=${() => this.flow.back()}>
          ${t("manage.keep")}
        </button>
      </div>
    </section>`;
  }

  private renderStep(state: ManageState): TemplateResult {
    const { step, page } = state;
    if (step === "unknown") return unknownNotice(this.bootstrap.shopUrl ?? null);
    if (step === "unreachable") return unreachableNotice(() => void this.flow.begin());
    if (step === "loading" || page === null) {
      return html`<section class="card loading" role="status">${t("app.loading")}</section>`;
    }
    if (step === "move") return this.renderMove(page);
    if (step === "confirm") return this.renderConfirm(page, state);
    return step === "cancel" ? this.renderCancel(page, state) : this.renderLook(page, state);
  }

  protected override render(): TemplateResult {
    const state = this.flow.state.value;
    return html`<main class="page">
      ${shopHead(state.page?.bookingPage ?? null, this.bootstrap.storeName)}
      ${this.renderStep(state)}
      <ps-booking-foot
        @ps-spoken=${() => (this.clock = clockOf(currentLocale()))}
      ></ps-booking-foot>
      <p class="hidden" role="status">${this.announcement}</p>
    </main>`;
  }
}
