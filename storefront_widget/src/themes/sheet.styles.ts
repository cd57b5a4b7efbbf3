import { css } from "lit";

/** A page with one thing on it: a card in the middle, the whole screen on phones. */
export const sheet = css`
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
  .card {
    display: grid;
    gap: 20px;
    width: min(460px, 100%);
    padding: 32px;
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
    box-shadow: var(--shadow-2);
  }
  .card > header {
    display: grid;
    gap: 8px;
  }
  .lead {
    color: var(--muted);
    font-size: 15px;
    text-wrap: pretty;
  }
  /* What somebody said, in his own words. */
  .note {
    padding: 10px 14px;
    border-left: 3px solid var(--accent);
    border-radius: var(--radius-s);
    background: var(--sunken);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .actions {
    display: grid;
    gap: 10px;
  }
  .badge {
    display: inline-grid;
    place-items: center;
    width: 48px;
    height: 48px;
    border-radius: 50%;
    background: var(--accent-soft);
    color: var(--accent-text);
  }
  .badge .icon {
    width: 24px;
    height: 24px;
  }
  @media (max-width: 640px) {
    .page {
      padding: 0;
      place-items: stretch;
    }
    .card {
      width: 100%;
      align-content: start;
      padding: 28px 20px max(24px, env(safe-area-inset-bottom));
      border: 0;
      border-radius: 0;
      box-shadow: none;
    }
  }
`;
