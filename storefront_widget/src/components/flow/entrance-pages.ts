/** The pages around a call, as the flow stands. */
import { html, type TemplateResult } from "lit";
import type { CallFlow } from "../../internal/call-flow";
import type { Phase } from "../../internal/phase";
import type { JoinAnswer } from "../join-form/join-form";
import type { MessageAnswer } from "../message-form/message-form";
import "../notice/notice";
import type { RequestAnswer } from "../request-form/request-form";

export interface WayOut {
  readonly url: string;
  readonly text: string;
}

export interface Surroundings {
  /** The page stands in a frame of the shop. */
  readonly isFramed: boolean;
  readonly wayOut: WayOut;
  /** Where the call behind the link is moved or cancelled, if it was booked in this browser. */
  readonly manageUrl: string;
}

export type PagePhase = Exclude<Phase, { kind: "loading" | "room" | "farewell" }>;

export function renderPage(phase: PagePhase, flow: CallFlow, around: Surroundings): TemplateResult {
  switch (phase.kind) {
    case "request":
      return renderRequest(phase, flow);
    case "message":
      return renderMessage(phase, flow);
    case "sent":
      return html`<ps-sent
        .name=${phase.name}
        .email=${phase.email}
        .wayOutUrl=${around.wayOut.url}
        ?framed=${around.isFramed}
      ></ps-sent>`;
    case "join":
      return renderJoin(phase, flow, around);
    case "browser":
      return html`<ps-open-browser
        .browser=${phase.browser}
        .hurdle=${phase.hurdle}
        @ps-stay=${() => void flow.stay()}
      ></ps-open-browser>`;
    case "seat":
      return renderSeat(phase, flow, around);
    case "notice":
      return renderNotice(phase, flow, around);
  }
}

type Of<Kind> = Extract<Phase, { kind: Kind }>;

function renderRequest({ page }: Of<"request">, flow: CallFlow): TemplateResult {
  const { busy, fault, context, signedOut } = flow.state.value;
  return html`<ps-request-form
    .page=${page}
    .name=${(page.customer?.name || context?.customerName) ?? ""}
    .email=${page.customer?.email ?? context?.customerEmail ?? ""}
    .fault=${fault}
    ?busy=${busy}
    ?signedOut=${signedOut}
    @ps-request=${(event: CustomEvent<RequestAnswer>) => void flow.request(event.detail)}
    @ps-message-instead=${() => flow.showMessageForm()}
  ></ps-request-form>`;
}

function renderMessage({ nobody }: Of<"message">, flow: CallFlow): TemplateResult {
  const { busy, fault, context } = flow.state.value;
  return html`<ps-message-form
    .name=${context?.customerName ?? ""}
    .email=${context?.customerEmail ?? ""}
    .fault=${fault}
    ?busy=${busy}
    ?nobody=${nobody}
    @ps-message=${({ detail }: CustomEvent<MessageAnswer>) =>
      void flow.leaveMessage(detail.name, detail.email, detail.text)}
    @ps-call-instead=${() => void flow.askAnew()}
  ></ps-message-form>`;
}

function renderJoin(
  { link, customerName }: Of<"join">,
  flow: CallFlow,
  { isFramed }: Surroundings,
): TemplateResult {
  const { busy, fault } = flow.state.value;
  return html`<ps-join-form
    .link=${link}
    .customerName=${customerName ?? ""}
    .local=${flow.local}
    .trial=${flow.trial}
    .fault=${fault}
    ?busy=${busy}
    ?framed=${isFramed}
    @ps-join=${({ detail }: CustomEvent<JoinAnswer>) =>
      void flow.join(detail.name, detail.recordingConsent)}
  ></ps-join-form>`;
}

function renderSeat({ link }: Of<"seat">, flow: CallFlow, around: Surroundings): TemplateResult {
  const { busy, fault } = flow.state.value;
  return html`<ps-seat-question
    .local=${flow.local}
    .fault=${fault}
    .wayOutUrl=${around.isFramed ? "" : around.wayOut.url}
    .wayOutText=${around.wayOut.text}
    ?busy=${busy}
    ?framed=${around.isFramed}
    ?mayBeGuest=${link !== null}
    @ps-continue=${() => void flow.continueHere()}
    @ps-as-guest=${() => flow.comeAsGuest()}
  ></ps-seat-question>`;
}

function renderNotice(
  { notice, text, note, link }: Of<"notice">,
  flow: CallFlow,
  { isFramed, wayOut, manageUrl }: Surroundings,
): TemplateResult {
  return html`<ps-notice
    .kind=${notice}
    .text=${text ?? ""}
    .note=${note ?? ""}
    .startsAt=${link?.startsAt ?? ""}
    .limit=${link?.participantLimit ?? 0}
    .calendarUrl=${link?.calendarUrl ?? ""}
    .manageUrl=${manageUrl}
    .wayOn=${flow.state.value.wayOn}
    .wayOutUrl=${isFramed ? "" : wayOut.url}
    .wayOutText=${wayOut.text}
    @ps-again=${() => void flow.again()}
    @ps-anew=${() => void flow.askAnew()}
  ></ps-notice>`;
}
