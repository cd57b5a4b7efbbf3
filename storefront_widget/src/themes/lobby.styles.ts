import { css } from "lit";

/** Two halves: the visitor's own picture, and what there is to do or to wait for. */
export const twoHalves = css`
  :host {
    display: grid;
    min-width: 0;
  }
  .page {
    display: grid;
    place-items: center;
    min-width: 0;
    padding: 24px;
  }
  .halves {
    display: grid;
    grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
    gap: 40px;
    align-items: center;
    width: min(1000px, 100%);
  }
  .matter {
    display: grid;
    gap: 20px;
    align-content: center;
  }
  .matter header {
    display: grid;
    gap: 8px;
  }
  .lead {
    color: var(--muted);
    font-size: 15px;
    text-wrap: pretty;
  }
  .actions {
    display: grid;
    gap: 10px;
  }
  /* A phone on its side. */
  @media (max-height: 500px) and (min-width: 641px) {
    .page {
      padding: 12px max(16px, env(safe-area-inset-right)) 12px max(16px, env(safe-area-inset-left));
      align-items: start;
    }
    .halves {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.2fr);
      gap: 20px;
      align-items: start;
    }
    .matter {
      gap: 14px;
    }
  }
  @media (max-width: 640px), (max-width: 820px) and (min-height: 501px) {
    .page {
      padding: 16px 16px max(20px, env(safe-area-inset-bottom));
      align-items: start;
      justify-items: stretch;
    }
    .halves {
      grid-template-columns: minmax(0, 1fr);
      gap: 20px;
      width: min(520px, 100%);
      margin: 0 auto;
    }
  }
`;
