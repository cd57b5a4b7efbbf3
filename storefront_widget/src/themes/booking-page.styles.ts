import { css } from "lit";

/** A card that is wide while there is something to choose, narrow otherwise. */
export const bookingPage = css`
  :host {
    display: block;
    min-width: 0;
  }
  .page {
    display: grid;
    justify-items: center;
    align-content: start;
    gap: 16px;
    min-height: 100dvh;
    padding: 32px 24px;
  }
  :host([framed]) .page {
    min-height: 0;
    padding: 0;
  }
  .shop {
    display: flex;
    align-items: center;
    gap: 12px;
    width: min(1040px, 100%);
    min-height: 40px;
    font-size: 15px;
    font-weight: 620;
  }
  .shop img {
    max-width: 160px;
    max-height: 48px;
    object-fit: contain;
  }
  .card {
    width: min(520px, 100%);
  }
  .card.wide {
    display: grid;
    grid-template-columns: minmax(220px, 290px) minmax(0, 1fr);
    gap: 32px;
    width: min(1040px, 100%);
  }
  :host([framed]) .card {
    box-shadow: none;
  }
  .about {
    display: grid;
    gap: 16px;
    align-content: start;
    min-width: 0;
    padding-right: 32px;
    border-right: 1px solid var(--line);
  }
  .about .description {
    color: var(--muted);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .loading {
    min-height: 240px;
    place-content: center;
    color: var(--muted);
    text-align: center;
  }
  h1:focus {
    outline: none;
  }
  .badge.done {
    background: var(--success-soft);
    color: var(--success);
  }
  .links {
    display: grid;
    gap: 10px;
  }
  @media (max-width: 760px) {
    .page {
      gap: 0;
      padding: 0;
    }
    :host([framed]) .page {
      padding: 0;
    }
    .shop {
      min-height: 56px;
      padding: 8px 20px;
      border-bottom: 1px solid var(--line);
      background: var(--surface);
    }
    .card,
    .card.wide {
      width: 100%;
      padding: 20px 20px max(24px, env(safe-area-inset-bottom));
      border: 0;
      border-radius: 0;
      box-shadow: none;
    }
    .page {
      grid-template-rows: auto 1fr auto;
      justify-items: stretch;
    }
    :host([framed]) .page {
      grid-template-rows: none;
    }
    ps-booking-foot {
      padding-block: 8px;
      background: var(--surface);
    }
    :host([framed]) .card {
      border: 1px solid var(--line);
      border-radius: var(--radius-l);
    }
    :host([framed]) ps-booking-foot {
      background: none;
    }
    .card {
      align-content: start;
    }
    .card.wide {
      grid-template-columns: minmax(0, 1fr);
      gap: 18px;
    }
    .about {
      gap: 12px;
      padding: 0;
      border: 0;
    }
  }
`;
