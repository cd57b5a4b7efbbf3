import type { Slot } from "../api/booking";
import { SlotRefused, type BookingApi } from "../api/booking-api";
import type { ManagePage } from "../api/manage";
import { Store } from "../call/store";
import { errorText } from "../internal/error-text";
import { knownBookings } from "./known-bookings";
import { SlotFinder } from "./slot-finder";

export type ManageStep =
  "loading" | "unknown" | "unreachable" | "look" | "move" | "confirm" | "cancel";

export interface ManageState {
  readonly step: ManageStep;
  readonly page: ManagePage | null;
  readonly slot: Slot | null;
  readonly busy: boolean;
  readonly fault: string;
  readonly alternatives: readonly Slot[] | null;
  /** What was just done. */
  readonly done: "moved" | "cancelled" | null;
}

/** What its customer does with a booking, by the link that manages it. */
export class ManageFlow {
  readonly state = new Store<ManageState>({
    step: "loading",
    page: null,
    slot: null,
    busy: false,
    fault: "",
    alternatives: null,
    done: null,
  });
  finder: SlotFinder | null = null;

  constructor(
    private readonly api: BookingApi,
    private readonly token: string,
    private readonly ownUrl: string,
    private readonly zone: string,
  ) {}

  async begin(): Promise<void> {
    this.state.update({ step: "loading" });
    try {
      const page = await this.api.managePage(this.token);
      this.state.update({ step: page === null ? "unknown" : "look", page });
      if (page?.joinUrl) knownBookings.add(page.joinUrl, this.ownUrl);
    } catch {
      this.state.update({ step: "unreachable" });
    }
  }

  /** Looks for another time: of the same person to begin with. */
  async move(now = new Date()): Promise<void> {
    const { page } = this.state.value;
    if (page?.bookingPage == null) return;
    const { personalShopper } = page.event;
    const isHost = page.bookingPage.personalShoppers.some(({ id }) => id === personalShopper?.id);
    this.finder = new SlotFinder(this.api, page.bookingPage, {
      zone: this.finder?.state.value.zone ?? this.zone,
      personalShopper: isHost ? (personalShopper?.id ?? null) : null,
      now,
      manageToken: this.token,
    });
    this.state.update({ step: "move", fault: "", alternatives: null, done: null });
    await this.finder.begin();
  }

  take(slot: Slot): void {
    this.state.update({ step: "confirm", slot, fault: "", alternatives: null });
  }

  askCancel(): void {
    this.state.update({ step: "cancel", fault: "", done: null });
  }

  back(): void {
    const { step } = this.state.value;
    this.state.update({
      step: step === "confirm" ? "move" : "look",
      fault: "",
      alternatives: null,
    });
  }

  async reschedule(): Promise<void> {
    const { slot, page } = this.state.value;
    if (slot === null || this.finder === null) return;
    const mine = page?.event.personalShopper?.id;
    const { zone, personalShopper } = this.finder.state.value;
    const isSame = personalShopper !== null && slot.personalShoppers.some(({ id }) => id === mine);
    await this.change("moved", () =>
      this.api.reschedule({
        token: this.token,
        startsAt: slot.startsAt,
        timeZone: zone,
        anyPersonalShopper: !isSame,
      }),
    );
  }

  async cancel(reason: string): Promise<void> {
    await this.change("cancelled", () => this.api.cancel(this.token, reason));
  }

  private async change(done: "moved" | "cancelled", act: () => Promise<unknown>): Promise<void> {
    if (this.state.value.busy) return;
    this.state.update({ busy: true, fault: "", alternatives: null });
    try {
      await act();
      await this.begin();
      this.state.update({ done });
    } catch (error) {
      const alternatives = error instanceof SlotRefused ? error.alternatives : null;
      this.state.update({ fault: errorText(error), alternatives });
    } finally {
      this.state.update({ busy: false });
    }
  }
}
