import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { BookingPage, Slot } from "../../api/booking";
import { BookingApi } from "../../api/booking-api";
import { GraphQlClient } from "../../api/graphql-client";
import type { BookingBootstrap } from "../../booking/bootstrap";
import { BookingFlow, type BookingState, type Details } from "../../booking/booking-flow";
import { deviceKey } from "../../booking/device-key";
import { clockOf, momentText, type Clock } from "../../booking/times";
import { ownZone } from "../../booking/zones";
import { applyTheme, readTheme } from "../../internal/bootstrap";
import { currentLocale, t } from "../../internal/i18n";
import { icon } from "../../internal/icons";
import { safeUrl } from "../../internal/safe-url";
import { ShopBridge } from "../../internal/shop-bridge";
import { ShopCustomer } from "../../internal/shop-customer";
import { StoreController } from "../../internal/store-controller";
import { facts } from "../../themes/booking.styles";
import { bookingPage } from "../../themes/booking-page.styles";
import { base, buttons } from "../../themes/controls";
import { sheet } from "../../themes/sheet.styles";
import { languageOf } from "../../translations/call-texts";
import "../booked-call/booked-call";
import "../booking-foot/booking-foot";
import "../booking-form/booking-form";
import "../slot-chooser/slot-chooser";
import { aboutCampaign, shopHead } from "./campaign-head";
import { closedNotice, unknownNotice, unreachableNotice } from "./notices";

/** `/book/<campaign>`: a slot, who books it, and the confirmation. */
@customElement("ps-booking-page")
export class PsBookingPage extends LitElement {
  static override readonly styles = [base, buttons, sheet, facts, bookingPage];

  @property({ attribute: false }) bootstrap!: BookingBootstrap;
  @property({ type: Boolean, reflect: true }) framed = false;

  @state() private clock: Clock = clockOf(currentLocale());
  @state() private announcement = "";
  private flow!: BookingFlow;
  private bridge!: ShopBridge;
  private api!: BookingApi;
  private customer!: ShopCustomer;
  private stepShown = "";
  private readonly resized = new ResizeObserver(() => this.tellSize());

  constructor() {
    super();
    new StoreController(this, () => [this.flow.state, this.flow.hold.state]);
  }

  override connectedCallback(): void {
    const { graphqlUrl, saleorApiUrl, storefrontOrigins } = this.bootstrap;
    const options = { url: graphqlUrl, locale: currentLocale, saleorApiUrl, device: deviceKey() };
    this.api = new BookingApi(new GraphQlClient(options));
    this.bridge = new ShopBridge(storefrontOrigins, {
      attached: () => void this.learnCustomer(),
      context: ({ theme, customerName, customerEmail }) => {
        if (theme !== null) applyTheme(document, readTheme(theme));
        this.flow.prefill({ name: customerName, email: customerEmail });
      },
      view: () => undefined,
    });
    this.customer = new ShopCustomer(this.bridge);
    const whose = {
      campaign: this.bootstrap.campaign ?? "",
      personalShopper: this.bootstrap.personalShopper ?? null,
    };
    this.flow = new BookingFlow(this.api, whose, this.customer, () => languageOf(currentLocale()));
    super.connectedCallback();
    this.framed = this.bridge.isFramed;
    document.documentElement.toggleAttribute("data-framed", this.framed);
    this.bridge.start();
    this.resized.observe(this);
    window.addEventListener("pagehide", this.handleLeave);
    window.addEventListener("online", this.handleOnline);
    void this.flow.begin(ownZone());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.bridge.stop();
    this.resized.disconnect();
    window.removeEventListener("pagehide", this.handleLeave);
    window.removeEventListener("online", this.handleOnline);
  }

  /** The slot is somebody else's at once, unless it was booked. */
  private readonly handleLeave = (): void => this.flow.hold.release();

  private readonly handleOnline = (): void => {
    if (this.flow.state.value.step === "unreachable") void this.flow.begin(ownZone());
  };

  private readonly handleSpoken = (): void => {
    this.clock = clockOf(currentLocale());
    void this.flow.retell();
  };

  private async learnCustomer(): Promise<void> {
    const token = await this.bridge.customerToken();
    if (token === null) return;
    try {
      const known = await this.api.customer(this.bootstrap.channel ?? "", token);
      if (known !== null) this.flow.prefill(known);
    } catch {
      // He writes it himself.
    }
  }

  private tellSize(): void {
    if (!this.framed) return;
    this.bridge.post({ type: "size", height: Math.ceil(this.getBoundingClientRect().height) });
  }

  protected override updated(): void {
    const { step, booking } = this.flow.state.value;
    if (step === this.stepShown) return;
    const isFirst = this.stepShown === "" || this.stepShown === "loading";
    this.stepShown = step;
    const heading = this.renderRoot.querySelector<HTMLElement>("h1");
    this.announcement = heading?.textContent.trim() ?? "";
    if (!isFirst) heading?.focus();
    if (step === "booked" && booking !== null) {
      const { id, startsAt } = booking.event;
      this.bridge.post({ type: "booked", event: id, startsAt: startsAt ?? "" });
    }
  }

  private get zone(): string {
    return this.flow.finder?.state.value.zone ?? ownZone();
  }

  private renderChoose(page: BookingPage): TemplateResult {
    const { finder } = this.flow;
    if (finder === null || page.opensAt === null) return closedNotice(page);
    return html`<div class="card wide">
      ${aboutCampaign(page)}
      <ps-slot-chooser
        .finder=${finder}
        .page=${page}
        .clock=${this.clock}
        @ps-slot=${({ detail }: CustomEvent<Slot>) => this.flow.take(detail)}
        @ps-clock=${({ detail }: CustomEvent<Clock>) => (this.clock = detail)}
      ></ps-slot-chooser>
    </div>`;
  }

  private renderForm(page: BookingPage, state: BookingState): TemplateResult {
    const when = momentText(state.slot?.startsAt ?? "", this.zone, this.clock);
    const hold = this.flow.hold.state.value;
    const person = hold.kind === "held" ? hold.hold.personalShopper.name : this.chosenName(page);
    return html`<section class="card">
      <header>
        <h1 tabindex="-1">${t("book.yourCall")}</h1>
        <ul class="facts">
          <li>
            ${icon("calendar")} <span><strong>${when}</strong></span>
          </li>
          <li>
            ${icon("people")}
            <span>
              ${person === "" ? t("book.anyone") : person} ·
              ${t("book.minutes", { n: page.durationMinutes })}
            </span>
          </li>
        </ul>
      </header>
      <ps-booking-form
        .page=${page}
        .details=${state.details}
        .hold=${hold}
        .alternatives=${state.alternatives}
        .zone=${this.zone}
        .clock=${this.clock}
        .fault=${state.fault}
        .faultField=${state.faultField ?? ""}
        ?busy=${state.busy}
        @ps-write=${({ detail }: CustomEvent<Partial<Details>>) => this.flow.write(detail)}
        @ps-slot=${({ detail }: CustomEvent<Slot>) => this.flow.take(detail)}
        @ps-back=${() => this.flow.back()}
        @ps-book=${() => void this.flow.book()}
      ></ps-booking-form>
    </section>`;
  }

  private chosenName(page: BookingPage): string {
    const chosen = this.flow.finder?.state.value.personalShopper ?? null;
    return page.personalShoppers.find(({ id }) => id === chosen)?.name ?? "";
  }

  private renderBooked(page: BookingPage, { booking, calendarUrl }: BookingState): TemplateResult {
    if (booking === null) return html``;
    const target = this.framed ? "_blank" : nothing;
    return html`<section class="card">
      <header>
        <span class="badge done">${icon("check")}</span>
        <h1 tabindex="-1">${t("book.booked")}</h1>
        <p class="lead">${t("book.bookedText")}</p>
      </header>
      <ps-booked-call
        .event=${booking.event}
        .name=${page.name}
        .zone=${this.zone}
        .clock=${this.clock}
        .joinUrl=${booking.joinUrl}
        .calendarUrl=${calendarUrl ?? ""}
        ahead
      ></ps-booked-call>
      <div class="links">
        <a
          class="button primary"
          href=${safeUrl(booking.joinUrl) ?? nothing}
          target=${target}
          rel="noopener"
        >
          ${icon("link")} ${t("book.toCall")}
        </a>
        <a
          class="button"
          href=${safeUrl(booking.manageUrl) ?? nothing}
          target=${target}
          rel="noopener"
        >
          ${t("book.manage")}
        </a>
      </div>
    </section>`;
  }

  private renderStep(state: BookingState): TemplateResult {
    const { page, step } = state;
    if (step === "unknown") return unknownNotice(this.bootstrap.shopUrl ?? null);
    if (step === "unreachable") return unreachableNotice(() => void this.flow.begin(ownZone()));
    if (step === "loading" || page === null) {
      return html`<section class="card loading" role="status">${t("app.loading")}</section>`;
    }
    if (step === "form") return this.renderForm(page, state);
    return step === "booked" ? this.renderBooked(page, state) : this.renderChoose(page);
  }

  protected override render(): TemplateResult {
    const state = this.flow.state.value;
    return html`<main class="page">
      ${this.framed ? nothing : shopHead(state.page, this.bootstrap.storeName)}
      ${this.renderStep(state)}
      <ps-booking-foot @ps-spoken=${this.handleSpoken}></ps-booking-foot>
      <p class="hidden" role="status">${this.announcement}</p>
    </main>`;
  }
}
