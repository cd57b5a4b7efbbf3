import type { Product } from "../call/types";
import { accepted, ApiError, type GraphQlClient, type TypedDocument } from "./graphql-client";
import {
  CONSENT_UPDATE,
  EVENT_END,
  EVENT_LEAVE,
  SOCKET_TICKET,
  SURVEY_ANSWER,
  type ConsentKind,
} from "./room";
import {
  CHECKOUT_HANDOVER,
  LINES_ADD,
  LINES_DELETE,
  LINES_UPDATE,
  PRODUCT,
  PRODUCT_SHOW,
  PRODUCTS,
  PROPOSAL_ACCEPT,
  PROPOSAL_DECLINE,
  type ProductPage,
} from "./shopping";

export interface Handover {
  /** The shop's address, carrying the code; empty where the merchant set none. */
  readonly url: string;
  readonly code: string;
}

/**
 * The API of a participant in his event. Every call may throw an ApiError (no answer) or a
 * RefusedError (an answer in words).
 */
export class RoomApi {
  constructor(
    private readonly client: GraphQlClient,
    readonly event: string,
    private readonly bearer: () => string,
  ) {}

  async socketUrl(): Promise<string> {
    const result = await this.ask(SOCKET_TICKET, { event: this.event });
    const { socketUrl } = accepted(result.personalShopperEventSocketTicket);
    if (socketUrl === null) throw new ApiError("server", "The ticket brought no address.");
    return socketUrl;
  }

  /** Also works while the page is being closed. */
  async leave(): Promise<void> {
    const variables = { event: this.event };
    const options = { bearer: this.bearer(), keepalive: true };
    accepted(
      (await this.client.request(EVENT_LEAVE, variables, options)).personalShopperEventLeave,
    );
  }

  async end(): Promise<void> {
    accepted((await this.ask(EVENT_END, { event: this.event })).personalShopperEventEnd);
  }

  async updateConsent(kind: ConsentKind, given: boolean): Promise<void> {
    const result = await this.ask(CONSENT_UPDATE, { event: this.event, kind, given });
    accepted(result.personalShopperEventConsentUpdate);
  }

  async answerSurvey(score: number, comment: string): Promise<void> {
    const result = await this.ask(SURVEY_ANSWER, { event: this.event, score, comment });
    accepted(result.personalShopperEventSurveyAnswer);
  }

  /** Without a search: what belongs to this call. */
  async products(search: string | null, after: string | null): Promise<ProductPage> {
    const result = await this.ask(PRODUCTS, { event: this.event, search, after });
    return result.personalShopperProducts;
  }

  async product(id: string): Promise<Product | null> {
    return (await this.ask(PRODUCT, { event: this.event, id })).personalShopperProduct;
  }

  async showProduct(product: string, variant: string | null): Promise<void> {
    const result = await this.ask(PRODUCT_SHOW, { event: this.event, product, variant });
    accepted(result.personalShopperEventProductShow);
  }

  /** Adds to the cart, or proposes where the shop wants it so. */
  async addLine(variant: string, quantity: number): Promise<"added" | "proposed"> {
    const variables = { event: this.event, lines: [{ variant, quantity }] };
    const result = await this.ask(LINES_ADD, variables);
    const { proposal } = accepted(result.personalShopperEventCheckoutLinesAdd);
    return proposal === null ? "added" : "proposed";
  }

  async setQuantity(line: string, quantity: number): Promise<void> {
    const variables = { event: this.event, lines: [{ line, quantity }] };
    const result = await this.ask(LINES_UPDATE, variables);
    accepted(result.personalShopperEventCheckoutLinesUpdate);
  }

  async removeLine(line: string): Promise<void> {
    const result = await this.ask(LINES_DELETE, { event: this.event, lines: [line] });
    accepted(result.personalShopperEventCheckoutLinesDelete);
  }

  async answerProposal(proposal: string, accept: boolean): Promise<void> {
    if (accept) {
      accepted((await this.ask(PROPOSAL_ACCEPT, { proposal })).personalShopperEventProposalAccept);
    } else {
      accepted(
        (await this.ask(PROPOSAL_DECLINE, { proposal })).personalShopperEventProposalDecline,
      );
    }
  }

  async handOver(): Promise<Handover> {
    const result = await this.ask(CHECKOUT_HANDOVER, { event: this.event });
    const { url, code } = accepted(result.personalShopperEventCheckoutHandover);
    if (code === null) throw new ApiError("server", "The hand-over brought no code.");
    return { url: url ?? "", code };
  }

  private ask<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
  ): Promise<Result> {
    return this.client.request(document, variables, { bearer: this.bearer() });
  }
}
