import {
  AVAILABLE_SLOTS,
  BOOKING_PAGE,
  EVENT_BOOK,
  SLOT_HOLD_CREATE,
  SLOT_HOLD_DELETE,
  type BookedEvent,
  type BookInput,
  type Booking,
  type BookingPage,
  type Hold,
  type HoldInput,
  type Slot,
  type SlotPayload,
  type SlotsVariables,
  type WhoseSlots,
} from "./booking";
import { CALL_PAGE } from "./entry";
import {
  EVENT_CANCEL,
  EVENT_RESCHEDULE,
  MANAGE_PAGE,
  type ManagePage,
  type RescheduleVariables,
} from "./manage";
import { accepted, ApiError, RefusedError, type GraphQlClient } from "./graphql-client";

/** A slot cannot be had; up to three near it can. */
export class SlotRefused extends RefusedError {
  constructor(
    refusal: RefusedError,
    readonly alternatives: readonly Slot[],
  ) {
    super(refusal.refusals);
  }
}

/** The API of whoever books, moves or cancels. */
export class BookingApi {
  constructor(private readonly client: GraphQlClient) {}

  /** Null for a campaign or person that nobody knows. */
  async page(whose: WhoseSlots): Promise<BookingPage | null> {
    try {
      return (await this.client.request(BOOKING_PAGE, whose)).personalShopperBookingPage;
    } catch (error) {
      if (error instanceof ApiError && error.code === "NOT_FOUND") return null;
      throw error;
    }
  }

  async slots(variables: SlotsVariables): Promise<readonly Slot[]> {
    return (await this.client.request(AVAILABLE_SLOTS, variables)).personalShopperAvailableSlots;
  }

  /** Keeps a slot for this device; its earlier hold ends. Throws SlotRefused. */
  async hold(input: HoldInput): Promise<Hold> {
    const result = await this.client.request(SLOT_HOLD_CREATE, { input });
    const { hold } = wanted(result.personalShopperSlotHoldCreate);
    return present(hold);
  }

  /** Lets others have the slot; also while the page goes. */
  async release(hold: string): Promise<void> {
    await this.client.request(SLOT_HOLD_DELETE, { hold }, { keepalive: true });
  }

  /** Throws SlotRefused. `bearer` is the token of the shop's signed-in customer. */
  async book(input: BookInput, bearer: string | null): Promise<Booking> {
    const result = await this.client.request(EVENT_BOOK, { input }, { bearer });
    const { event, joinUrl, manageUrl } = wanted(result.personalShopperEventBook);
    return { event: present(event), joinUrl: present(joinUrl), manageUrl: present(manageUrl) };
  }

  /** Null for a token that nobody knows. */
  async managePage(token: string): Promise<ManagePage | null> {
    return (await this.client.request(MANAGE_PAGE, { token })).personalShopperManagePage;
  }

  /** Throws SlotRefused. */
  async reschedule(variables: RescheduleVariables): Promise<BookedEvent> {
    const result = await this.client.request(EVENT_RESCHEDULE, variables);
    return present(wanted(result.personalShopperEventReschedule).event);
  }

  async cancel(token: string, reason: string): Promise<BookedEvent> {
    const result = await this.client.request(EVENT_CANCEL, { token, reason });
    return present(accepted(result.personalShopperEventCancel).event);
  }

  /** Whoever is signed in to the shop; null where the token counts no more. */
  async customer(
    channel: string,
    bearer: string,
  ): Promise<{ readonly name: string; readonly email: string } | null> {
    const result = await this.client.request(CALL_PAGE, { channel, product: null }, { bearer });
    return result.personalShopperCallPage.customer;
  }
}

function wanted<Payload extends SlotPayload>(payload: Payload): Payload {
  try {
    return accepted(payload);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw new SlotRefused(error, payload.alternatives);
  }
}

function present<Value>(value: Value | null): Value {
  if (value === null) throw new ApiError("server", "The answer is incomplete.");
  return value;
}
